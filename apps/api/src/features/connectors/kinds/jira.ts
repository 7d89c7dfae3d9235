import { z } from 'zod';
import type { PulledPage, PulledRecord, PullKind, PullRequest } from '../connector-kind.js';
import { readAnswer } from '../pull-client.js';
import { shareOfRange } from '../share-of-range.js';
import { PullTime } from './pull-time.js';

const PAGE_SIZE = 100;
const FIELDS = [
  'summary',
  'status',
  'statuscategorychangedate',
  'resolution',
  'resolutiondate',
  'labels',
  'assignee',
  'duedate',
  'created',
  'updated',
].join(',');

const Issue = z.looseObject({
  key: z.string().min(1),
  fields: z.looseObject({ summary: z.string().catch(''), updated: PullTime }),
});
const CloudAnswer = z.looseObject({ issues: z.array(z.unknown()), nextPageToken: z.string().nullish() });
const ServerAnswer = z.looseObject({
  issues: z.array(z.unknown()),
  startAt: z.number().int(),
  total: z.number().int(),
});

/**
 * Issues that changed, by JQL. Jira Cloud (a token of a mail address) has pages by token at /rest/api/3/search/jql;
 * Jira Data Center (a personal access token) pages by number at /rest/api/2/search. The time in JQL is relative: an
 * absolute one would be read in the zone of whoever owns the token.
 */
export const jira: PullKind = {
  headers: (token, { user }): Record<string, string> => {
    if (token === null) return {};
    const basic = Buffer.from(`${user ?? ''}:${token}`).toString('base64');
    return { authorization: user === undefined ? `Bearer ${token}` : `Basic ${basic}` };
  },
  historyWindowDays: null,
  overlapSeconds: 86_400,
  pull: (request) => (request.settings.user === undefined ? pullServer(request) : pullCloud(request)),
};

async function pullCloud(request: PullRequest): Promise<PulledPage> {
  const page = z.string().nullish().catch(null).parse(request.page);
  const { value } = await request.client.get('/rest/api/3/search/jql', {
    jql: jqlOf(request),
    fields: FIELDS,
    maxResults: PAGE_SIZE,
    nextPageToken: page ?? undefined,
  });
  const { issues, nextPageToken } = readAnswer(CloudAnswer, value, 'Jira’s issues');
  return toPage(request, issues, nextPageToken || null);
}

async function pullServer(request: PullRequest): Promise<PulledPage> {
  const startAt = z.number().int().min(0).catch(0).parse(request.page);
  const { value } = await request.client.get('/rest/api/2/search', {
    jql: jqlOf(request),
    fields: FIELDS,
    maxResults: PAGE_SIZE,
    startAt,
  });
  const answer = readAnswer(ServerAnswer, value, 'Jira’s issues');
  const next = answer.startAt + answer.issues.length;
  return toPage(request, answer.issues, answer.issues.length > 0 && next < answer.total ? next : null);
}

function jqlOf({ settings, from, now }: PullRequest): string {
  const minutes = Math.max(Math.ceil((now.getTime() - from.getTime()) / 60_000), 1);
  const own = settings.jql?.replace(/\s+order\s+by\s.*$/is, '');
  return `${own === undefined ? '' : `(${own}) and `}updated >= -${minutes}m order by updated asc`;
}

function toPage(request: PullRequest, rows: readonly unknown[], nextPage: unknown): PulledPage {
  const records = rows.map(toRecord);
  const last = records.at(-1)?.changedAt;
  return {
    records,
    nextPage,
    share: nextPage === null ? 1 : last ? shareOfRange(request.from, request.to, last) : null,
  };
}

function toRecord(row: unknown): PulledRecord {
  const { key, fields } = readAnswer(Issue, row, 'Jira’s issues');
  const body = { webhookEvent: 'jira:issue_updated', timestamp: fields.updated.getTime(), issue: row };
  return {
    subject: 'action_item',
    externalId: key,
    title: fields.summary,
    changedAt: fields.updated,
    isPushed: true,
    messages: [{ adapter: 'jira', body }],
  };
}
