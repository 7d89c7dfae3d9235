import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectorBench, createConnectorBench } from './test-connectors.js';
import type { StandInRequest } from './test-stand-in.js';

/* GitHub, Jira and Linear as their API references describe them, on a real HTTP server. */
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) =>
  new Date(Math.floor((Date.now() - hours * HOUR_MS) / 1000) * 1000).toISOString();

let bench: ConnectorBench;
beforeAll(async () => {
  bench = await createConnectorBench();
});
afterAll(() => bench.close());
afterEach(async () => {
  await bench.api.dataSource.query('delete from connectors');
  await bench.api.dataSource.query('delete from action_items');
});

const items = (): Promise<
  { external_id: string; status: string; title: string; completed_at: Date | null }[]
> => bench.api.dataSource.query('select * from action_items order by external_id');

function githubIssue(number: number, more: Record<string, unknown> = {}) {
  return {
    id: number,
    number,
    title: `Fix ${number}`,
    html_url: `https://github.com/acme/shop/issues/${number}`,
    state: 'open',
    state_reason: null,
    labels: [{ name: 'postmortem' }],
    assignee: { login: 'ann' },
    milestone: null,
    created_at: hoursAgo(24 * 30),
    updated_at: hoursAgo(24 * 30 - number),
    closed_at: null,
    ...more,
  };
}

describe('GitHub issues', () => {
  it('follows the pages of every repository, and finds what the webhook had lost', async () => {
    const source = await bench.addSource('github');
    const shop = Array.from({ length: 150 }, (_, index) => githubIssue(index + 1));
    const infra = [
      githubIssue(1, { labels: [], title: 'Not ours' }),
      githubIssue(2, { pull_request: { url: 'x' } }),
    ];
    const serve = ({ path, query }: StandInRequest) => {
      const all = { '/repos/acme/shop/issues': shop, '/repos/acme/infra/issues': infra }[path];
      if (all === undefined) return undefined;
      const since = Date.parse(query.get('since')!);
      const rows = all
        .filter((issue) => Date.parse(issue.updated_at) >= since)
        .sort((a, b) => Date.parse(a.updated_at) - Date.parse(b.updated_at));
      const page = Number(query.get('page') ?? 1);
      query.set('page', String(page + 1));
      const next = `<${bench.standIn.url}${path}?${query.toString()}>; rel="next", <${bench.standIn.url}>; rel="last"`;
      return {
        ...(page * 100 < rows.length ? { headers: { link: next } } : {}),
        body: rows.slice((page - 1) * 100, page * 100),
      };
    };
    bench.standIn.handle = serve;
    const settings = { repositories: ['acme/shop', 'acme/infra'] };
    const first = await bench.connect({ sourceId: source.id, kind: 'github-issues', token: 'gh', settings });
    expect([first.connector.lastError, first.connector.history!.share]).toEqual([null, 1]);
    expect(await items()).toHaveLength(150);
    expect(first.connector.drift).toBeNull();
    expect(bench.standIn.requests.every(({ headers }) => headers.authorization === 'Bearer gh')).toBe(true);

    const again = await bench.run(first.connector.id);
    expect(again.runs[0]).toMatchObject({ created: 0, updated: 0, missing: 0, different: 0 });

    // closed two hours ago, and a new one; neither came by webhook
    Object.assign(shop[6]!, {
      state: 'closed',
      state_reason: 'completed',
      closed_at: hoursAgo(2),
      updated_at: hoursAgo(2),
    });
    Object.assign(shop[7]!, {
      state: 'closed',
      state_reason: 'not_planned',
      closed_at: hoursAgo(2),
      updated_at: hoursAgo(2),
    });
    shop.push(githubIssue(999, { created_at: hoursAgo(3), updated_at: hoursAgo(3) }));
    // changed this minute: its webhook may be on its way
    Object.assign(shop[8]!, { title: 'New title', updated_at: hoursAgo(0) });
    const found = await bench.run(first.connector.id);
    expect(found.runs[0]).toMatchObject({ created: 1, updated: 3, missing: 1, different: 2 });
    expect(found.drift.map(({ externalId, kind, changes }) => [externalId, kind, changes.status])).toEqual(
      expect.arrayContaining([
        ['acme/shop#7', 'different', ['open', 'done']],
        ['acme/shop#8', 'different', ['open', 'declined']],
        ['acme/shop#999', 'missing', [null, 'open']],
      ]),
    );
    const stored = new Map((await items()).map((item) => [item.external_id, item]));
    expect(stored.get('acme/shop#7')!.status).toBe('done');
    expect(stored.get('acme/shop#8')!.status).toBe('declined');
    expect(stored.get('acme/shop#9')!.title).toBe('New title');
  });

  it('follows no link to another server', async () => {
    const source = await bench.addSource('github');
    bench.standIn.handle = () => ({
      headers: { link: '<http://127.0.0.2:1/steal>; rel="next"' },
      body: [githubIssue(1)],
    });
    const { connector } = await bench.connect({
      sourceId: source.id,
      kind: 'github-issues',
      token: 'gh',
      settings: { repositories: ['acme/shop'] },
    });
    expect(connector.lastError).toMatchObject({
      code: 'answer_unreadable',
      detail: expect.stringMatching(/another server/),
    });
  });
});

function jiraIssue(key: string, more: Record<string, unknown> = {}) {
  return {
    id: key,
    key,
    self: `${bench.standIn.url}/rest/api/3/issue/1`,
    fields: {
      summary: `Do ${key}`,
      status: { name: '対応中', statusCategory: { key: 'indeterminate' } },
      statuscategorychangedate: jiraTime(30),
      resolution: null,
      resolutiondate: null,
      labels: ['postmortem'],
      assignee: { displayName: 'Ann' },
      duedate: '2026-12-24',
      created: jiraTime(200),
      updated: jiraTime(30),
      ...more,
    },
  };
}
const jiraTime = (hours: number) => hoursAgo(hours).replace('Z', '+0000');

describe('Jira', () => {
  it('reads the pages of Jira Cloud by token, and those of Data Center by number', async () => {
    const source = await bench.addSource('jira');
    const issues = Array.from({ length: 3 }, (_, index) => jiraIssue(`OPS-${index + 1}`));
    bench.standIn.handle = ({ path, query, headers }) => {
      if (path === '/rest/api/3/search/jql') {
        if (headers.authorization !== `Basic ${Buffer.from('ann@example.com:jt').toString('base64')}`)
          return { status: 401 };
        expect(query.get('jql')).toMatch(/^\(project = OPS\) and updated >= -\d+m order by updated asc$/);
        const at = Number(query.get('nextPageToken') ?? 0);
        return {
          body: { issues: [issues[at]], ...(at < 2 ? { nextPageToken: String(at + 1) } : { isLast: true }) },
        };
      }
      if (path !== '/rest/api/2/search') return undefined;
      if (headers.authorization !== 'Bearer pat') return { status: 401 };
      const startAt = Number(query.get('startAt'));
      return { body: { startAt, maxResults: 2, total: 3, issues: issues.slice(startAt, startAt + 2) } };
    };
    const settings = { user: 'ann@example.com', jql: 'project = OPS ORDER BY rank' };
    const cloud = await bench.connect({ sourceId: source.id, kind: 'jira', token: 'jt', settings });
    expect(cloud.connector.lastError).toBeNull();
    expect((await items()).map(({ external_id, status }) => [external_id, status])).toEqual([
      ['OPS-1', 'in_progress'],
      ['OPS-2', 'in_progress'],
      ['OPS-3', 'in_progress'],
    ]);
    await bench.api.dataSource.query('delete from action_items');
    const server = await bench.connect({ sourceId: source.id, kind: 'jira', token: 'pat' });
    expect([server.connector.lastError, server.connector.history!.share]).toEqual([null, 1]);
    expect(await items()).toHaveLength(3);

    issues[1] = jiraIssue('OPS-2', {
      status: { name: '完了', statusCategory: { key: 'done' } },
      resolution: { name: 'Done' },
      resolutiondate: jiraTime(5),
      updated: jiraTime(5),
    });
    const found = await bench.run(server.connector.id);
    expect(found.runs[0]).toMatchObject({ missing: 0, different: 1 });
    expect(found.drift[0]).toMatchObject({
      externalId: 'OPS-2',
      changes: { status: ['in_progress', 'done'] },
    });
  });
});

describe('Linear', () => {
  it('reads pages by cursor; canceled is not done; errors of GraphQL are errors', async () => {
    const source = await bench.addSource('linear');
    const issue = (number: number, more: Record<string, unknown> = {}) => ({
      id: `id-${number}`,
      identifier: `ENG-${number}`,
      previousIdentifiers: [],
      number,
      title: `Do ${number}`,
      createdAt: hoursAgo(100),
      updatedAt: hoursAgo(10),
      state: { type: 'unstarted', name: 'Todo' },
      labels: { nodes: [{ name: 'Postmortem' }] },
      assignee: { name: 'Ann', email: 'ann@example.com' },
      url: `https://linear.app/acme/issue/ENG-${number}`,
      ...more,
    });
    const issues = [
      issue(1),
      issue(2, { state: { type: 'completed' }, completedAt: hoursAgo(10) }),
      issue(3, { state: { type: 'canceled' }, canceledAt: hoursAgo(10) }),
    ];
    let error: string | null = null;
    bench.standIn.handle = ({ path, body, headers }) => {
      if (path !== '/graphql' || headers.authorization !== 'lin_api_x') return { status: 400 };
      if (error !== null) return { body: { errors: [{ message: 'Too much', extensions: { code: error } }] } };
      const { variables } = JSON.parse(body) as { variables: { after: string | null } };
      const at = Number(variables.after ?? 0);
      return {
        body: {
          data: {
            issues: { nodes: [issues[at]], pageInfo: { hasNextPage: at < 2, endCursor: String(at + 1) } },
          },
        },
      };
    };
    const { connector } = await bench.connect({ sourceId: source.id, kind: 'linear', token: 'lin_api_x' });
    expect([connector.lastError, connector.history!.share]).toEqual([null, 1]);
    expect((await items()).map(({ external_id, status }) => [external_id, status])).toEqual([
      ['ENG-1', 'open'],
      ['ENG-2', 'done'],
      ['ENG-3', 'declined'],
    ]);
    error = 'RATELIMITED';
    const limited = await bench.run(connector.id);
    expect(limited.runs[0]).toMatchObject({ stage: 'paused', errorCode: 'rate_limited' });
    error = 'INTERNAL';
    const failed = await bench.run(connector.id);
    expect(failed.connector.lastError).toMatchObject({
      code: 'sender_failed',
      detail: expect.stringMatching(/Too much/),
    });
  });
});
