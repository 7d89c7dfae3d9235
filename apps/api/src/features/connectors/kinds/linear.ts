import { z } from 'zod';
import type { PullKind } from '../connector-kind.js';
import { readAnswer } from '../pull-client.js';
import { PullError, RateLimited } from '../pull-error.js';
import { shareOfRange } from '../share-of-range.js';
import { PullTime } from './pull-time.js';

const QUERY = `query Issues($after: String, $from: DateTimeOrDuration!) {
  issues(first: 50, after: $after, includeArchived: true, orderBy: updatedAt, filter: { updatedAt: { gte: $from } }) {
    nodes {
      id identifier previousIdentifiers number title createdAt updatedAt startedAt completedAt canceledAt autoClosedAt
      archivedAt trashed dueDate url
      state { type name }
      labels { nodes { name } }
      assignee { name email }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const Issue = z.looseObject({
  identifier: z.string().min(1),
  title: z.string(),
  updatedAt: PullTime,
  labels: z.looseObject({ nodes: z.array(z.looseObject({ name: z.string() })) }).nullish(),
});
const Answer = z.looseObject({
  data: z
    .looseObject({
      issues: z.looseObject({
        nodes: z.array(z.unknown()),
        pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    })
    .nullish(),
  errors: z
    .array(
      z.looseObject({
        message: z.string(),
        extensions: z.looseObject({ code: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
});

/** Linear's issues by GraphQL, newest change first (Linear orders no other way). Archived ones are in it. */
export const linear: PullKind = {
  // A personal key is sent as it is, an OAuth token as a bearer.
  headers: (token): Record<string, string> =>
    token === null ? {} : { authorization: token.startsWith('lin_api_') ? token : `Bearer ${token}` },
  historyWindowDays: null,
  overlapSeconds: 86_400,
  async pull({ client, from, to, page }) {
    const after = z.string().nullish().catch(null).parse(page) ?? null;
    const { value } = await client.post('/graphql', {
      query: QUERY,
      variables: { after, from: from.toISOString() },
    });
    const { data, errors } = readAnswer(Answer, value, 'Linear’s issues');
    const error = errors?.[0];
    if (error?.extensions?.code === 'RATELIMITED')
      throw new RateLimited(60, 'Linear asks to come back later.');
    if (error !== undefined || !data) {
      throw new PullError('sender_failed', `Linear answered: ${error?.message.slice(0, 300) ?? 'no data'}.`);
    }
    const { nodes, pageInfo } = data.issues;
    const issues = nodes.map((row) => ({ row, issue: readAnswer(Issue, row, 'Linear’s issues') }));
    const nextPage = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    const last = issues.at(-1)?.issue.updatedAt;
    return {
      records: issues.map(({ row, issue }) => ({
        subject: 'action_item',
        externalId: issue.identifier,
        title: issue.title,
        changedAt: issue.updatedAt,
        isPushed: true,
        messages: [
          {
            adapter: 'linear',
            body: {
              action: 'update',
              type: 'Issue',
              createdAt: issue.updatedAt.toISOString(),
              data: { ...(row as object), labels: issue.labels?.nodes ?? [] },
            },
          },
        ],
      })),
      nextPage,
      share: nextPage === null ? 1 : last ? 1 - shareOfRange(from, to, last) : null,
    };
  },
};
