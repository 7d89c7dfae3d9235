import { findInstantProblems } from '@tenken/shared/find-instant-problems';
import {
  CAUSE_CATEGORIES,
  type IncidentImportRecord,
  InstantField,
  TRIGGER_CATEGORIES,
} from '@tenken/shared/incidents.contract';
import { normalizeCategory } from '@tenken/shared/normalize-category';
import { flagDefaultedInstants } from './flag-defaulted-instants.js';
import type { NewIncident } from './incidents.repository.js';

const NO_INSTANTS: Record<InstantField, string | null> = {
  startedAt: null,
  detectedAt: null,
  acknowledgedAt: null,
  declaredAt: null,
  mitigatedAt: null,
  resolvedAt: null,
  closedAt: null,
};

/** An incident of which nothing is known. */
export const EMPTY_INCIDENT: Omit<NewIncident, 'title' | 'source' | 'externalId'> = {
  ...NO_INSTANTS,
  kind: 'incident',
  severity: null,
  firstSeverity: null,
  provenance: {},
  problems: [],
  reopenedCount: 0,
  detectionSource: 'unknown',
  causeCategory: null,
  triggerCategory: null,
  summary: null,
  impact: null,
  url: null,
  tags: [],
  duplicateOfId: null,
  teamId: null,
  humanFields: [],
  importRefs: {},
  isSample: false,
};

/** The instants of whatever has some, as ISO strings in UTC. */
export function pickInstants(
  from: { [Field in InstantField]?: string | null | undefined },
): Record<InstantField, string | null> {
  const instants = { ...NO_INSTANTS };
  for (const field of InstantField.options) {
    const at = from[field];
    if (at) instants[field] = new Date(at).toISOString();
  }
  return instants;
}

/** What a record says, under the names of our columns; what it does not say is left out. */
export function scalarFields(said: IncidentImportRecord): Partial<NewIncident> {
  const fields = {
    kind: said.kind,
    detectionSource: said.detectionSource,
    causeCategory: cause(said.causeCategory),
    triggerCategory: trigger(said.trigger),
    summary: said.summary,
    impact: said.impact,
    url: said.url,
    tags: said.tags,
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<NewIncident>;
}

/** What a record says of other incidents, by their ids in its source. */
export function importRefs(said: IncidentImportRecord): NewIncident['importRefs'] {
  return {
    ...(said.duplicateOf ? { duplicateOf: said.duplicateOf } : {}),
    ...(said.recurrenceOf ? { recurrenceOf: said.recurrenceOf } : {}),
  };
}

/** A category under the name that the product has for it. */
export function cause(text: string | null | undefined): string | null {
  return text ? normalizeCategory(text, CAUSE_CATEGORIES) : null;
}

/** A trigger under the name that the product has for it. */
export function trigger(text: string | null | undefined): string | null {
  return text ? normalizeCategory(text, TRIGGER_CATEGORIES) : null;
}

/** The incident that a record of an import makes where there is none yet. */
export function importedIncident(said: IncidentImportRecord, teamId: string | null, now: Date): NewIncident {
  const instants = pickInstants(said);
  return {
    ...EMPTY_INCIDENT,
    ...instants,
    ...scalarFields(said),
    source: said.source,
    externalId: said.externalId,
    title: said.title,
    severity: said.severity ?? null,
    firstSeverity: said.severity ?? null,
    provenance: flagDefaultedInstants(said.source, instants, said.provenance),
    problems: findInstantProblems(instants, now),
    teamId,
    importRefs: importRefs(said),
    isSample: said.isSample ?? false,
  };
}
