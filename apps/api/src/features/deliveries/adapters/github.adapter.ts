import { z } from 'zod';
import type { TrackerChange } from '../../action-items/action-items.service.js';
import { type Adapter, type AdapterOutput, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';

const Time = z.iso.datetime({ offset: true, error: 'expected a time such as 2026-11-21T09:30:00Z' });

const IssueEvent = z.looseObject({
  action: z.string(),
  issue: z.looseObject({
    number: z.number().int(),
    title: z.string(),
    html_url: z.string(),
    state: z.enum(['open', 'closed'], 'expected "open" or "closed"'),
    state_reason: z.string().nullish(),
    labels: z.array(z.looseObject({ name: z.string() })).catch([]),
    assignee: z.looseObject({ login: z.string() }).nullish(),
    milestone: z.looseObject({ due_on: Time.nullish() }).nullish(),
    created_at: Time,
    updated_at: Time,
    closed_at: Time.nullish(),
    pull_request: z.unknown().optional(),
  }),
  repository: z.looseObject({ full_name: z.string() }),
});
type IssueEvent = z.infer<typeof IssueEvent>;

/** Reasons of closing that are a decision against the work (METRICS.md section 4: never `done`). */
const DECLINED: Record<string, string> = { not_planned: 'not planned', duplicate: 'duplicate' };

/**
 * GitHub's `issues` webhook. An issue is an action item when it is known already or carries one of the source's labels
 * (the action items decide that). Times are GitHub's, so late and repeated deliveries lead to the same state.
 */
export const readGithub: Adapter = ({ body, headers, settings }) => {
  const event = headers['x-github-event'];
  if (event === 'ping') return nothing();
  if (event !== undefined && event !== 'issues') {
    return nothing(`The event "${event}" is not used; choose "Issues" in the settings of the webhook.`);
  }
  const read = readPart(IssueEvent, readJson(body), '');
  if (read.problem !== null) throw new UnreadableDelivery('not_github_issues', read.problem);
  if (read.data.issue.pull_request !== undefined) {
    return nothing('It is a pull request, not an issue.');
  }
  return { ...nothing(), trackerChanges: [toChange(read.data, settings.labels)] };
};

function toChange({ action, issue, repository }: IssueEvent, labels: string[] | undefined): TrackerChange {
  const isGone = action === 'deleted' || action === 'transferred';
  const declined = issue.state === 'closed' ? DECLINED[issue.state_reason ?? ''] : undefined;
  const status = isGone
    ? 'deleted'
    : issue.state === 'open'
      ? 'open'
      : declined === undefined
        ? 'done'
        : 'declined';
  return {
    source: 'github',
    externalId: `${repository.full_name}#${issue.number}`,
    title: issue.title,
    url: issue.html_url,
    status,
    at: new Date(
      status === 'done' || status === 'declined' ? (issue.closed_at ?? issue.updated_at) : issue.updated_at,
    ),
    createdAt: new Date(issue.created_at),
    isBinary: true,
    declineReason: declined ?? null,
    owner: issue.assignee?.login ?? null,
    dueOn: issue.milestone?.due_on?.slice(0, 10) ?? null,
    labels: issue.labels.map(({ name }) => name),
    ...(labels === undefined ? {} : { wantedLabels: labels }),
  };
}

function nothing(...warnings: string[]): AdapterOutput {
  return adapterOutput({ warnings });
}
