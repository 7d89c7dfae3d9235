import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ActionItemRow } from '@tenken/shared/action-items.contract';
import { TrackerIssueDraft } from '@tenken/shared/tracker-issues.contract';
import { until } from '../../clock/test-until.js';
import { type ConnectorBench, createConnectorBench } from '../connectors/test-connectors.js';
import type { StandInAnswer } from '../connectors/test-stand-in.js';
import { TrackerIssueRepository } from './tracker-issues.repository.js';

/* The stand-in is GitHub's REST API: POST /repos/<owner>/<name>/issues answers 201 with the issue. */
const TOKEN = 'ghp_very-secret';

describe('an issue of an action item', () => {
  let bench: ConnectorBench;
  let source: { id: string; secret: string | null };
  let id: string;
  beforeAll(async () => {
    bench = await createConnectorBench();
    source = await bench.addSource('github');
    bench.standIn.handle = () => ({ body: [] });
    await bench.connect({
      sourceId: source.id,
      kind: 'github-issues',
      token: TOKEN,
      settings: { repositories: ['acme/shop'] },
    });
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.api.dataSource.query('delete from action_items');
    bench.standIn.requests.length = 0;
    const body = {
      title: 'Tune *latency*',
      owner: '@sato',
      dueOn: '2026-12-01',
      description: 'See **graphs**.',
    };
    id = (await bench.api.request.post('/api/v1/action-items').send(body).expect(201)).body.id;
  });

  const issue = (more: object = {}) => ({
    number: 12,
    title: 'Tune *latency*',
    html_url: 'https://github.com/Acme/shop/issues/12',
    state: 'open',
    created_at: '2026-11-20T09:00:00Z',
    updated_at: '2026-11-20T09:00:00Z',
    ...more,
  });
  const answer = (given: StandInAnswer) => {
    bench.standIn.handle = () => given;
  };
  const make = (body: object = {}) =>
    bench.api.request
      .post(`/api/v1/action-items/${id}/tracker-issue`)
      .send({ repository: 'acme/shop', ...body });
  const item = async () =>
    ActionItemRow.parse((await bench.api.request.get(`/api/v1/action-items/${id}`).expect(200)).body);
  const draft = async (language = 'ja') =>
    TrackerIssueDraft.parse(
      (
        await bench.api.request
          .get(`/api/v1/action-items/${id}/tracker-issue?language=${language}`)
          .expect(200)
      ).body,
    );
  const webhook = async (body: object) => {
    const text = JSON.stringify(body);
    const signature = createHmac('sha256', source.secret!).update(text).digest('hex');
    const sent = await bench.api.anonymous
      .post('/api/v1/ingest/github')
      .set({
        'content-type': 'application/json',
        'x-github-event': 'issues',
        'x-hub-signature-256': `sha256=${signature}`,
      })
      .send(text);
    const settled = await until(async () => {
      const { state } = (await bench.api.request.get(`/api/v1/deliveries/${sent.body.deliveryId}`)).body;
      return state === 'pending' ? null : state;
    });
    expect(settled).toBe('done');
  };

  it('is drafted as Markdown that calls nobody, with the way back', async () => {
    const { title, body, connections } = await draft();
    expect(title).toBe('Tune *latency*');
    expect(body).toMatch(
      /^See \*\*graphs\*\*\.\n\n- 担当者：@\u200bsato\n- 期限：2026-12-01\n\n---\n\[Tenken/,
    );
    expect(body).toContain(`/actions?ids=${id}>)`);
    expect(connections).toMatchObject([
      { repositories: ['acme/shop'], host: new URL(bench.standIn.url).host },
    ]);
  });

  it('is made with the connector’s token, names the item’s address, and tells it later how it stands', async () => {
    answer({ status: 201, body: issue() });
    const made = ActionItemRow.parse((await make({ title: 'Better title' }).expect(201)).body);
    expect(made).toMatchObject({ id, url: 'https://github.com/Acme/shop/issues/12', status: 'open' });
    const [request] = bench.standIn.requests;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/repos/acme/shop/issues',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(JSON.parse(request!.body)).toEqual({ title: 'Better title', body: (await draft('en')).body });
    expect((await make().expect(409)).body.code).toBe('issue_exists');

    const at = new Date().toISOString();
    const closed = { state: 'closed', state_reason: 'completed', closed_at: at, updated_at: at };
    await webhook({
      action: 'closed',
      issue: { ...issue(closed), labels: [] },
      repository: { full_name: 'Acme/shop' },
    });
    expect(await item()).toMatchObject({ status: 'done', completedAt: at });
    const [{ n }] = await bench.api.dataSource.query('select count(*) as n from action_items');
    expect(n).toBe('1');
  });

  it('is made once when two people press at the same time', async () => {
    answer({ status: 201, body: issue(), delayMs: 200 });
    const answers = await Promise.all([make(), make(), make()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(bench.standIn.requests).toHaveLength(1);
  });

  it('is not made again by who had looked before it was there', async () => {
    const repository = bench.api.app.get(TrackerIssueRepository);
    const begin = jest.spyOn(repository, 'begin').mockImplementationOnce(async (...given) => {
      await bench.api.dataSource.query('update action_items set url = $2 where id = $1', [
        id,
        issue().html_url,
      ]);
      begin.mockRestore();
      return repository.begin(...given);
    });
    expect((await make().expect(409)).body.code).toBe('issue_exists');
    expect(bench.standIn.requests).toHaveLength(0);
    expect((await draft()).lastFailure).toBeNull();
  });

  it('says that it may be there when it could not be written down, or the process ended over it', async () => {
    const repository = bench.api.app.get(TrackerIssueRepository);
    jest.spyOn(repository, 'succeed').mockRejectedValueOnce(new Error('no database'));
    answer({ status: 201, body: issue() });
    await make().expect(500);
    expect(await item()).toMatchObject({ url: null });
    const { lastFailure } = await draft();
    expect(lastFailure).toMatchObject({ code: 'tracker_unclear' });
    expect(lastFailure?.detail).toContain(issue().html_url);

    const left = (minutes: number) =>
      bench.api.dataSource.query(
        `update tracker_issues set state = 'sending', error_code = null, error_detail = null,
           started_at = now() - $2 * interval '1 minute' where action_item_id = $1`,
        [id, minutes],
      );
    await left(1);
    expect((await draft()).lastFailure).toBeNull();
    await left(3);
    expect((await draft()).lastFailure).toMatchObject({ code: 'tracker_unclear', repository: 'acme/shop' });
  });

  it.each<[string, StandInAnswer, number, string]>([
    ['a wrong token', { status: 401 }, 409, 'tracker_unauthorized'],
    ['a token that may not write', { status: 403 }, 409, 'tracker_forbidden'],
    ['a repository that it does not see', { status: 404 }, 409, 'tracker_not_found'],
    ['issues that are switched off', { status: 410 }, 409, 'tracker_refused'],
    ['too many requests', { status: 429, headers: { 'retry-after': '30' } }, 503, 'tracker_limited'],
    ['a failing server', { status: 502 }, 503, 'tracker_unclear'],
    ['an answer of another shape', { status: 201, body: { ok: true } }, 503, 'tracker_unclear'],
  ])('says why it was not made and leaves the item alone: %s', async (_name, given, status, code) => {
    const before = await item();
    answer({ body: { message: TOKEN }, ...given });
    const refused = await make().expect(status);
    expect(refused.body.code).toBe(code);
    expect(JSON.stringify(refused.body)).not.toContain(TOKEN);
    expect(await item()).toEqual(before);
    expect((await draft()).lastFailure).toMatchObject({ code, repository: 'acme/shop' });
    // It can be tried again at once.
    answer({ status: 201, body: issue() });
    await make().expect(201);
    expect((await draft()).lastFailure).toBeNull();
  });

  it.each(['acme', '../user', 'acme/..', 'acme/shop/../../x', 'acme/shop?x'])(
    'takes no repository such as %s',
    async (repository) => {
      expect((await make({ repository })).status).toBe(400);
      expect(bench.standIn.requests).toHaveLength(0);
    },
  );
});
