import { z } from 'zod';
import type { PullKind } from '../connector-kind.js';
import { readAnswer } from '../pull-client.js';
import { PullError } from '../pull-error.js';
import { shareOfRange } from '../share-of-range.js';
import { PullTime } from './pull-time.js';

const Issue = z.looseObject({
  number: z.number().int(),
  title: z.string(),
  updated_at: PullTime,
  pull_request: z.unknown().optional(),
});
const Page = z.object({ repository: z.number().int().min(0), next: z.string().nullable() });

/**
 * `GET /repos/<owner>/<name>/issues` of each repository, oldest change first. GitHub repeats no webhook by itself, so
 * this is what finds those that were lost. What was deleted or moved away is in no list.
 */
export const githubIssues: PullKind = {
  headers: (token) => ({
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }),
  historyWindowDays: null,
  overlapSeconds: 86_400,
  async pull({ client, settings, from, to, page }) {
    const repositories = settings.repositories ?? [];
    if (repositories.length === 0) {
      throw new PullError('settings_incomplete', 'Name at least one repository, such as owner/repository.');
    }
    const at = Page.catch({ repository: 0, next: null }).parse(page ?? undefined);
    const index = Math.min(at.repository, repositories.length - 1);
    const repository = repositories[index]!;
    const answer =
      at.next === null
        ? await client.get(`/repos/${repository}/issues`, {
            state: 'all',
            sort: 'updated',
            direction: 'asc',
            since: from.toISOString(),
            per_page: 100,
          })
        : await client.follow(at.next);
    const rows = readAnswer(z.array(z.unknown()), answer.value, 'GitHub’s issues');
    const issues = rows.map((row) => ({ row, issue: readAnswer(Issue, row, 'GitHub’s issues') }));
    const next = nextLink(answer.headers.link);
    const last = issues.at(-1)?.issue.updated_at ?? to;
    const done = (index + (next === null ? 1 : shareOfRange(from, to, last))) / repositories.length;
    return {
      records: issues
        .filter(({ issue }) => issue.pull_request === undefined)
        .map(({ row, issue }) => ({
          subject: 'action_item',
          externalId: `${repository}#${issue.number}`,
          title: issue.title,
          changedAt: issue.updated_at,
          isPushed: true,
          messages: [
            {
              adapter: 'github',
              headers: { 'x-github-event': 'issues' },
              body: { action: 'edited', issue: row, repository: { full_name: repository } },
            },
          ],
        })),
      nextPage:
        next !== null
          ? { repository: index, next }
          : index + 1 < repositories.length
            ? { repository: index + 1, next: null }
            : null,
      share: done,
    };
  },
};

/** The address of the next page in a Link header (RFC 8288); null on the last one. */
export function nextLink(header: string | undefined): string | null {
  for (const part of (header ?? '').split(/,(?=\s*<)/)) {
    const match = /^\s*<([^>]+)>\s*;(.*)$/.exec(part);
    if (match !== null && /\brel="?next"?/.test(match[2]!)) return match[1]!;
  }
  return null;
}
