import {
  type ExportedObject,
  exportNames,
  exportObjects,
  exportText,
  exportTime,
} from './read-export-time.js';

const SEVERITY: Record<string, string> = { critical: 'SEV1', major: 'SEV2', minor: 'SEV3', none: 'SEV4' };

/**
 * An incident of Statuspage (incidents.json). Its resolved_at is when somebody did the paperwork, often hours later, and
 * so becomes `closedAt`; restored is when all components were operational again, else the display_at of the post that
 * says so. The beginning is the first change of a component, else started_at or the first post; where only the first post is
 * known, detection is `defaulted`, so that no detection within zero seconds is counted.
 */
export function statuspageIncident(from: ExportedObject): ExportedObject {
  const updates = exportObjects(from.incident_updates)
    .map((update) => ({
      status: String(update.status ?? '').toLowerCase(),
      at: exportTime(update.display_at) ?? exportTime(update.created_at),
      body: exportText(update.body),
      components: exportObjects(update.affected_components),
    }))
    .filter((update): update is typeof update & { at: string } => update.at !== null)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const said = (status: string) => updates.filter((update) => update.status === status);
  const isMaintenance =
    from.impact === 'maintenance' ||
    Boolean(from.scheduled_for) ||
    updates.some(({ status }) => status === 'scheduled');
  const firstPost = updates[0]?.at ?? exportTime(from.created_at);
  const { broken, restored } = componentTimes(updates);
  const startedAt = broken ?? exportTime(from.started_at) ?? firstPost;
  const resolvedAt =
    restored ?? said('resolved').at(-1)?.at ?? said('completed').at(-1)?.at ?? exportTime(from.resolved_at);
  const postmortem = exportText(from.postmortem_body, 100_000);
  return {
    source: 'statuspage',
    externalId: exportText(from.id),
    title: exportText(from.name, 300),
    url: exportText(from.shortlink),
    severity: SEVERITY[String(from.impact_override ?? from.impact)] ?? null,
    kind: isMaintenance ? 'maintenance' : 'incident',
    services: [
      ...new Set([
        ...exportNames(from.components),
        ...updates.flatMap(({ components }) => exportNames(components)),
      ]),
    ],
    startedAt,
    detectedAt: firstPost,
    declaredAt: firstPost,
    mitigatedAt: said('monitoring')[0]?.at ?? exportTime(from.monitoring_at),
    resolvedAt,
    closedAt: exportTime(from.resolved_at),
    ...(startedAt === firstPost ? { provenance: { detectedAt: 'defaulted' } } : {}),
    summary: updates[0]?.body ?? null,
    ...(postmortem === null
      ? {}
      : {
          postmortem: {
            status: 'reviewed',
            bodyMarkdown: postmortem,
            reviewedAt: exportTime(from.postmortem_published_at),
          },
        }),
  };
}

/** When the first component stopped being operational, and when the last one was again; null where updates do not say. */
function componentTimes(updates: readonly { at: string; components: readonly ExportedObject[] }[]): {
  broken: string | null;
  restored: string | null;
} {
  const state = new Map<string, string>();
  let broken: string | null = null;
  let restored: string | null = null;
  for (const { at, components } of updates) {
    const before = [...state.values()].some((status) => status !== 'operational');
    for (const component of components) {
      const now = exportText(component.new_status);
      if (now !== null) state.set(String(component.code ?? component.name), now);
    }
    const after = [...state.values()].some((status) => status !== 'operational');
    if (!before && after) broken ??= at;
    restored = after ? null : before ? at : restored;
  }
  return { broken, restored };
}

/**
 * An incident of the history of GitHub's status page as mrshu/github-statuses keeps it (incidents.jsonl): posts with
 * times, and for some the true beginning and end of the impact, taken from the text of the postmortem.
 */
export function githubStatusIncident(from: ExportedObject): ExportedObject {
  const window = (from.impact_window ?? null) as ExportedObject | null;
  const firstPost = exportTime(from.started_at);
  const updates = exportObjects(from.updates);
  const monitoring = updates.find(({ status }) => status === 'Monitoring');
  const startedAt = exportTime(window?.start_at) ?? firstPost;
  return {
    source: 'github-status',
    externalId: exportText(from.id),
    title: exportText(from.title, 300),
    url: exportText(from.url),
    severity: SEVERITY[String(from.impact)] ?? null,
    kind: from.impact === 'maintenance' ? 'maintenance' : 'incident',
    services: exportNames(from.components),
    startedAt,
    detectedAt: firstPost,
    declaredAt: firstPost,
    mitigatedAt: exportTime(window?.end_at) ?? exportTime(monitoring?.at),
    resolvedAt: exportTime(from.resolved_at),
    ...(window === null ? { provenance: { detectedAt: 'defaulted' } } : {}),
    summary: exportText(updates[0]?.message),
  };
}
