import { type ExportedObject, exportNames, exportText, exportTime } from './read-export-time.js';

/** Of a category's words, what the field takes. */
const CATEGORY = 80;

/**
 * A row of the table `postmortems` of Morgue, with its related rows where the export has them. Times are epoch seconds and 0
 * means that nobody filled one in. `statustime` is when the public was told: the declaration.
 */
export function morgueIncident(from: ExportedObject): ExportedObject {
  const severity = Number(from.severity);
  const startedAt = exportTime(from.starttime);
  const detectedAt = exportTime(from.detecttime);
  return {
    source: 'morgue',
    externalId: exportText(from.id),
    title: exportText(from.title, 300),
    severity: severity >= 1 && severity <= 5 ? `SEV${Math.min(severity, 4)}` : null,
    services: exportNames(from.subsystem),
    startedAt,
    detectedAt,
    declaredAt: exportTime(from.statustime),
    resolvedAt: exportTime(from.endtime),
    // its form fills the one from the other when a person enters nothing
    ...(startedAt !== null && startedAt === detectedAt ? { provenance: { detectedAt: 'defaulted' } } : {}),
    causeCategory: exportText(from.problem_type, CATEGORY),
    trigger: exportText(from.incident_cause, CATEGORY),
    impact: exportText(from.impact_type),
    summary: exportText(from.tldr) ?? exportText(from.summary),
    team: exportText(from.owner_team, 200),
    tags: exportNames(from.tags, 'title').concat(exportNames(from.tags)),
    postmortem: { owner: exportText(from.contact, 200) ?? exportText(from.facilitator, 200) },
  };
}
