import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import type { TrackerChange } from '../../action-items/tracker-changes.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { isDeclinedResolution } from './is-declined-resolution.js';
import { readJson, readPart } from './read-json.js';
import { TrackerDay, TrackerTime } from './tracker-time.js';

const Person = z.looseObject({ displayName: z.string().nullish(), name: z.string().nullish() });

const ChangedField = z.looseObject({
  field: z.string().nullish(),
  fieldId: z.string().nullish(),
  fromString: z.string().nullish(),
  to: z.string().nullish(),
});

const IssueEvent = z.looseObject({
  webhookEvent: z.string(),
  timestamp: TrackerTime,
  issue: z.looseObject({
    key: z.string().min(1),
    self: z.string().nullish(),
    fields: z.looseObject({
      summary: z.string(),
      status: z.looseObject({
        statusCategory: z.looseObject({ key: z.string() }, expects('object_with', { fields: 'key' })),
      }),
      statuscategorychangedate: TrackerTime.nullish(),
      resolution: z.looseObject({ name: z.string() }).nullish(),
      resolutiondate: TrackerTime.nullish(),
      labels: z.array(z.string()).nullish(),
      assignee: Person.nullish(),
      duedate: TrackerDay.nullish(),
      created: TrackerTime,
    }),
  }),
  changelog: z
    .looseObject({ items: z.array(ChangedField).catch([]) })
    .nullish()
    .catch(null),
});
type IssueEvent = z.infer<typeof IssueEvent>;

const Envelope = z.looseObject({
  webhookEvent: z.string(expects('text_such_as', { example: 'jira:issue_updated' })),
});
const USED = new Set(['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted']);

/**
 * Jira's webhook for issues. Where an issue stands is its status's category and its resolution, never the status's
 * name: every project has its own. Done with a resolution that means "we will not" is declined (METRICS.md section 4);
 * which resolutions mean that is a setting.
 */
export const readJira: Adapter = ({ body, settings }) => {
  const value = readJson(body);
  const envelope = readPart(Envelope, value, '');
  if (envelope.problem !== null) throw new UnreadableDelivery('not_jira', envelope.problem);
  const { webhookEvent } = envelope.data;
  if (!USED.has(webhookEvent)) {
    const warning = `The event "${webhookEvent}" is not used; choose the events of issues (created, updated, deleted).`;
    return adapterOutput({ warnings: [warning] });
  }
  const read = readPart(IssueEvent, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_jira', read.problem);
  return adapterOutput({
    trackerChanges: [toChange(read.data, settings.labels, settings.declinedResolutions)],
  });
};

function toChange(
  event: IssueEvent,
  labels: string[] | undefined,
  declinedResolutions: string[] | undefined,
): TrackerChange {
  const { issue, webhookEvent, timestamp } = event;
  const { fields, key } = issue;
  const items = event.changelog?.items ?? [];
  const category = fields.status.statusCategory.key;
  const resolution = fields.resolution?.name ?? null;
  const isGone = webhookEvent === 'jira:issue_deleted';
  const isDeclined =
    category === 'done' && resolution !== null && isDeclinedResolution(resolution, declinedResolutions);
  const status = isGone
    ? 'deleted'
    : isDeclined
      ? 'declined'
      : category === 'done'
        ? 'done'
        : category === 'indeterminate'
          ? 'in_progress'
          : 'open';
  const isClosed = status === 'done' || status === 'declined';
  const stated = isClosed
    ? (fields.resolutiondate ?? fields.statuscategorychangedate)
    : fields.statuscategorychangedate;
  const former = items.flatMap((item) =>
    item.field === 'Key' && item.fromString && item.fromString !== key ? [item.fromString] : [],
  );
  return {
    source: 'jira',
    externalId: key,
    ...(former.length === 0 ? {} : { formerExternalIds: former }),
    title: fields.summary,
    url: browseUrl(issue.self, key),
    status,
    at: timestamp,
    ...(!isGone && stated ? { statusAt: stated } : {}),
    createdAt: fields.created,
    declineReason: isDeclined ? resolution : null,
    owner: fields.assignee?.displayName ?? fields.assignee?.name ?? null,
    dueOn: fields.duedate ?? null,
    cleared: [
      ...(isEmptied(items, 'duedate') && !fields.duedate ? (['dueOn'] as const) : []),
      ...(isEmptied(items, 'assignee') && !fields.assignee ? (['owner'] as const) : []),
    ],
    labels: fields.labels ?? [],
    ...(labels === undefined ? {} : { wantedLabels: labels }),
  };
}

function isEmptied(items: readonly z.infer<typeof ChangedField>[], field: string): boolean {
  return items.some((item) => (item.fieldId ?? item.field) === field && !item.to);
}

/** The page of an issue: its API address without the path. A Jira below a path (/jira/rest/…) keeps it. */
function browseUrl(self: string | null | undefined, key: string): string | null {
  const site = /^(https?:\/\/.+?)\/rest\//.exec(self ?? '')?.[1];
  return site === undefined ? null : `${site}/browse/${encodeURIComponent(key)}`;
}
