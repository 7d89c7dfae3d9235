import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import type { TrackerChange } from '../../action-items/tracker-changes.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';
import { TrackerDay, TrackerTime } from './tracker-time.js';

const Envelope = z.looseObject({
  type: z.string(expects('text_such_as', { example: 'Issue' })),
  action: z.string(expects('one_of', { values: 'create, update, remove, restore' })),
});

const IssueEvent = z.looseObject({
  action: z.string(),
  createdAt: TrackerTime,
  url: z.string().nullish(),
  updatedFrom: z.record(z.string(), z.unknown()).nullish().catch(null),
  data: z.looseObject({
    identifier: z.string().min(1),
    previousIdentifiers: z.array(z.string()).nullish(),
    title: z.string(),
    state: z.looseObject({ type: z.string() }, expects('object_with', { fields: 'type' })),
    createdAt: TrackerTime,
    updatedAt: TrackerTime,
    completedAt: TrackerTime.nullish(),
    canceledAt: TrackerTime.nullish(),
    autoClosedAt: TrackerTime.nullish(),
    archivedAt: TrackerTime.nullish(),
    trashed: z.boolean().nullish(),
    dueDate: TrackerDay.nullish(),
    labels: z.array(z.looseObject({ name: z.string() })).nullish(),
    assignee: z.looseObject({ name: z.string().nullish(), email: z.string().nullish() }).nullish(),
    url: z.string().nullish(),
  }),
});
type IssueEvent = z.infer<typeof IssueEvent>;
type Issue = IssueEvent['data'];

/** A completion this long after Linear closed the issue by itself is one of its own. */
const AUTO_CLOSE_MS = 60_000;

/**
 * Linear's webhook for issues. Its state has a type, which counts (names differ from team to team): completed is done;
 * canceled, duplicate and closed by Linear's own tidying are declined; in the trash is gone (METRICS.md section 4).
 */
export const readLinear: Adapter = ({ body, settings }) => {
  const value = readJson(body);
  const envelope = readPart(Envelope, value, '');
  if (envelope.problem !== null) throw new UnreadableDelivery('not_linear', envelope.problem);
  if (envelope.data.type !== 'Issue') {
    const warning = `What changed is of the type "${envelope.data.type}"; only issues are used.`;
    return adapterOutput({ warnings: [warning] });
  }
  const read = readPart(IssueEvent, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_linear', read.problem);
  return adapterOutput({ trackerChanges: [toChange(read.data, settings.labels)] });
};

function toChange(event: IssueEvent, labels: string[] | undefined): TrackerChange {
  const { data, updatedFrom } = event;
  const stand = standOf(event);
  const cleared = (field: 'dueDate' | 'assigneeId', isEmpty: boolean) =>
    isEmpty && updatedFrom != null && Object.hasOwn(updatedFrom, field);
  const former = (data.previousIdentifiers ?? []).filter((id) => id !== data.identifier);
  return {
    source: 'linear',
    externalId: data.identifier,
    ...(former.length === 0 ? {} : { formerExternalIds: former }),
    title: data.title,
    url: data.url ?? event.url ?? null,
    status: stand.status,
    at: stand.status === 'deleted' ? later(event.createdAt, data.updatedAt) : data.updatedAt,
    ...(stand.at ? { statusAt: stand.at } : {}),
    createdAt: data.createdAt,
    declineReason: stand.reason,
    owner: data.assignee?.name ?? data.assignee?.email ?? null,
    dueOn: data.dueDate ?? null,
    cleared: [
      ...(cleared('dueDate', !data.dueDate) ? (['dueOn'] as const) : []),
      ...(cleared('assigneeId', !data.assignee) ? (['owner'] as const) : []),
    ],
    labels: (data.labels ?? []).map(({ name }) => name),
    ...(labels === undefined ? {} : { wantedLabels: labels }),
  };
}

function standOf({ action, data }: IssueEvent): {
  status: TrackerChange['status'];
  at: Date | null;
  reason: string | null;
} {
  const isClosed = ['completed', 'canceled', 'duplicate'].includes(data.state.type);
  // Linear archives what has been closed for a while; what is archived while open was put away unfinished.
  if (action === 'remove' || data.trashed === true || (data.archivedAt && !isClosed)) {
    return { status: 'deleted', at: null, reason: null };
  }
  switch (data.state.type) {
    case 'completed':
      if (isAutoClosed(data)) return { status: 'declined', at: data.autoClosedAt!, reason: 'auto-closed' };
      return { status: 'done', at: data.completedAt ?? null, reason: null };
    case 'canceled':
      if (isAutoClosed(data)) return { status: 'declined', at: data.autoClosedAt!, reason: 'auto-closed' };
      return { status: 'declined', at: data.canceledAt ?? null, reason: 'canceled' };
    case 'duplicate':
      return { status: 'declined', at: data.canceledAt ?? null, reason: 'duplicate' };
    case 'started':
      return { status: 'in_progress', at: null, reason: null };
    default:
      return { status: 'open', at: null, reason: null };
  }
}

/** Whether the present state is Linear's doing, and not one that a person chose later. */
function isAutoClosed({ autoClosedAt, completedAt, canceledAt }: Issue): boolean {
  if (!autoClosedAt) return false;
  const closedAt = completedAt ?? canceledAt;
  return !closedAt || closedAt.getTime() - autoClosedAt.getTime() <= AUTO_CLOSE_MS;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
