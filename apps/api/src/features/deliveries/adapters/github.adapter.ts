import { z } from 'zod';
import type { TrackerChange } from '../../action-items/tracker-changes.service.js';
import { type Adapter, type AdapterOutput, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';
import { TrackerDay, TrackerTime } from './tracker-time.js';

const Issue = z.looseObject({
  number: z.number().int(),
  title: z.string(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  labels: z.array(z.looseObject({ name: z.string() })).catch([]),
  assignee: z.looseObject({ login: z.string() }).nullish(),
  milestone: z.looseObject({ due_on: TrackerDay.nullish() }).nullish(),
  created_at: TrackerTime,
  updated_at: TrackerTime,
  closed_at: TrackerTime.nullish(),
  pull_request: z.unknown().optional(),
});
const Repository = z.looseObject({ full_name: z.string() });

const IssueEvent = z.looseObject({
  action: z.string(),
  issue: Issue,
  repository: Repository,
  /** a transfer names the issue on the other side */
  changes: z
    .looseObject({
      new_issue: Issue.nullish(),
      new_repository: Repository.nullish(),
      old_issue: z.looseObject({ number: z.number().int() }).nullish(),
      old_repository: Repository.nullish(),
    })
    .nullish()
    .catch(null),
});
type IssueEvent = z.infer<typeof IssueEvent>;

/** Reasons of closing that are a decision against the work (METRICS.md section 4: never `done`). */
const DECLINED: Record<string, string> = { not_planned: 'not planned', duplicate: 'duplicate' };
const PINS = new Set<unknown>(['pinned', 'unpinned']);
const CLEARED: Record<string, 'owner' | 'dueOn'> = { unassigned: 'owner', demilestoned: 'dueOn' };

/**
 * GitHub's `issues` webhook. An issue is an action item when it is known already or carries one of the source's labels
 * (the action items decide that). Times are GitHub's, so late and repeated deliveries lead to the same state. One that
 * is transferred goes on as the issue that it has become; where GitHub does not name that, it is gone, not done.
 */
export const readGithub: Adapter = ({ body, headers, settings }) => {
  const event = headers['x-github-event'];
  if (event === 'ping') return nothing();
  if (event !== undefined && event !== 'issues') {
    return nothing(`The event "${event}" is not used; choose "Issues" in the settings of the webhook.`);
  }
  const value = readJson(body);
  // GitHub sends these without the state of the issue, and they change nothing that counts here.
  if (value !== null && typeof value === 'object' && PINS.has((value as { action?: unknown }).action)) {
    return nothing();
  }
  const read = readPart(IssueEvent, value, '');
  if (read.problem !== null) throw new UnreadableDelivery('not_github_issues', read.problem);
  if (read.data.issue.pull_request !== undefined) {
    return nothing('It is a pull request, not an issue.');
  }
  return adapterOutput({ trackerChanges: [toChange(read.data, settings.labels)] });
};

function toChange(event: IssueEvent, labels: string[] | undefined): TrackerChange {
  const { action, changes } = event;
  const isMoved = action === 'transferred' && Boolean(changes?.new_issue && changes.new_repository);
  const issue = isMoved ? changes!.new_issue! : event.issue;
  const repository = isMoved ? changes!.new_repository! : event.repository;
  const former = isMoved
    ? [externalIdOf(event.repository, event.issue)]
    : changes?.old_issue && changes.old_repository
      ? [externalIdOf(changes.old_repository, changes.old_issue)]
      : [];
  const declined = issue.state === 'closed' ? DECLINED[issue.state_reason ?? ''] : undefined;
  const isGone = action === 'deleted' || (action === 'transferred' && !isMoved);
  const status = isGone
    ? 'deleted'
    : issue.state === 'open'
      ? 'open'
      : declined === undefined
        ? 'done'
        : 'declined';
  const isClosed = status === 'done' || status === 'declined';
  const cleared = CLEARED[action];
  return {
    source: 'github',
    externalId: externalIdOf(repository, issue),
    ...(former.length === 0 ? {} : { formerExternalIds: former }),
    title: issue.title,
    url: issue.html_url,
    status,
    at: issue.updated_at,
    ...(isClosed && issue.closed_at ? { statusAt: issue.closed_at } : {}),
    createdAt: issue.created_at,
    isBinary: true,
    declineReason: declined ?? null,
    owner: issue.assignee?.login ?? null,
    dueOn: issue.milestone?.due_on ?? null,
    ...(cleared === undefined || (cleared === 'owner' && issue.assignee) ? {} : { cleared: [cleared] }),
    labels: issue.labels.map(({ name }) => name),
    ...(labels === undefined ? {} : { wantedLabels: labels }),
  };
}

function externalIdOf(repository: { full_name: string }, issue: { number: number }): string {
  return `${repository.full_name}#${issue.number}`;
}

function nothing(...warnings: string[]): AdapterOutput {
  return adapterOutput({ warnings });
}
