import { readWord } from '../mapping/read-words.js';
import {
  type ExportedObject,
  exportNames,
  exportObjects,
  exportText,
  exportTime,
} from './read-export-time.js';

/** Names of milestones and timestamps, folded, by the instant that they are. */
const INSTANTS: Record<string, string> = {
  started: 'startedAt',
  impactstarted: 'startedAt',
  detected: 'detectedAt',
  identified: 'detectedAt',
  reported: 'declaredAt',
  declared: 'declaredAt',
  accepted: 'acknowledgedAt',
  acknowledged: 'acknowledgedAt',
  mitigated: 'mitigatedAt',
  fixed: 'mitigatedAt',
  stabilized: 'mitigatedAt',
  resolved: 'resolvedAt',
  closed: 'closedAt',
};

function instantOf(name: unknown): string | undefined {
  return INSTANTS[
    String(name ?? '')
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .replace(/at$/, '')
  ];
}

function nameOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null
    ? exportText((value as ExportedObject).name ?? (value as ExportedObject).slug)
    : exportText(value);
}

function severityOf(value: unknown): string | null {
  const word = nameOf(value);
  const severity = word === null ? null : readWord('severity', word);
  return severity !== null && /^SEV[1-4]$/.test(severity) ? severity : null;
}

/** An incident of incident.io (API v2): its instants are a list of named timestamps. */
export function incidentIoIncident(from: ExportedObject): ExportedObject {
  const instants: ExportedObject = {};
  for (const entry of exportObjects(from.incident_timestamp_values)) {
    const field = instantOf((entry.incident_timestamp as ExportedObject | undefined)?.name);
    if (field !== undefined)
      instants[field] ??= exportTime((entry.value as ExportedObject | undefined)?.value);
  }
  const category = String((from.incident_status as ExportedObject | undefined)?.category ?? '');
  return {
    source: 'incident.io',
    externalId: exportText(from.reference) ?? exportText(from.id),
    title: exportText(from.name, 300),
    severity: severityOf(from.severity),
    kind: from.mode === 'test' ? 'test' : from.mode === 'tutorial' ? 'drill' : 'incident',
    ...instants,
    declaredAt: instants.declaredAt ?? exportTime(from.created_at),
    summary: exportText(from.summary),
    url: exportText(from.permalink),
    tags: category === 'declined' || category === 'merged' ? [category] : [],
    postmortem: { url: exportText(from.postmortem_document_url) },
  };
}

/** An incident of FireHydrant: its instants are milestones. */
export function fireHydrantIncident(from: ExportedObject): ExportedObject {
  const instants: ExportedObject = {};
  for (const milestone of exportObjects(from.milestones)) {
    const field = instantOf(milestone.type ?? milestone.slug);
    if (field !== undefined) instants[field] ??= exportTime(milestone.occurred_at);
  }
  return {
    source: 'firehydrant',
    externalId: exportText(from.number) ?? exportText(from.id),
    title: exportText(from.name, 300),
    severity: severityOf(from.severity) ?? severityOf(from.priority),
    services: exportNames(from.services).concat(exportNames(from.functionalities)),
    startedAt: exportTime(from.started_at),
    declaredAt: exportTime(from.created_at),
    ...Object.fromEntries(Object.entries(instants).filter(([, at]) => at !== null)),
    summary: exportText(from.summary) ?? exportText(from.description),
    impact: exportText(from.customer_impact_summary),
    tags: exportNames(from.tag_list),
  };
}
