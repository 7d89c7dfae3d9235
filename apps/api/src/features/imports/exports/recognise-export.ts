import type { ImportKind, ImportReading } from '@tenken/shared/imports.contract';
import { fireHydrantIncident, incidentIoIncident } from './milestone-incident.js';
import { morgueIncident } from './morgue-postmortem.js';
import type { ExportedObject } from './read-export-time.js';
import { githubStatusIncident, statuspageIncident } from './statuspage-incident.js';

type ExportName = Exclude<ImportReading['by'], 'fields' | 'given' | 'remembered' | 'guessed'>;

interface Export {
  /** members that together only this export has */
  has: readonly string[];
  record(from: ExportedObject): ExportedObject;
}

const EXPORTS: Record<ExportName, Export> = {
  statuspage: { has: ['incident_updates', 'impact', 'name'], record: statuspageIncident },
  'github-status': { has: ['status_sequence', 'updates', 'impact'], record: githubStatusIncident },
  morgue: { has: ['starttime', 'endtime', 'detecttime'], record: morgueIncident },
  'incident.io': { has: ['incident_timestamp_values', 'incident_status'], record: incidentIoIncident },
  firehydrant: { has: ['milestones', 'current_milestone'], record: fireHydrantIncident },
};

/** The export whose members the columns of a file have; those whose times need more than a name for each column. */
export function recogniseExport(kind: ImportKind, columns: ReadonlySet<string>): ExportName | null {
  if (kind !== 'incidents' && kind !== 'postmortems') return null;
  const names = Object.keys(EXPORTS) as ExportName[];
  return names.find((name) => EXPORTS[name].has.every((column) => columns.has(column))) ?? null;
}

/** Whether a file is read as the export of a known tool. */
export function isExport(by: ImportReading['by']): by is ExportName {
  return Object.hasOwn(EXPORTS, by);
}

/** The import record of one object of an export; members without a value are left out. */
export function exportRecord(name: ExportName, kind: ImportKind, from: unknown): Record<string, unknown> {
  const object = typeof from === 'object' && from !== null ? (from as ExportedObject) : {};
  const record = EXPORTS[name].record(object);
  if (kind === 'postmortems') {
    const { postmortem, ...incident } = record;
    return withoutNull({ ...incident, ...((postmortem as object | undefined) ?? {}) });
  }
  return withoutNull(record);
}

function withoutNull(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      if (value === null || value === undefined) return [];
      return [[name, name === 'postmortem' ? withoutNull(value as object) : value]];
    }),
  );
}
