import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ActionItemHistoryResponse,
  ActionItemRow,
  ActionItemSummaryResponse,
  ActionItemsResponse,
  BulkActionItemsResponse,
  ChangedActionItem,
} from '@tenken/shared/action-items.contract';
import { Clock } from '../../clock/clock.js';
import { SYSTEM_ACTOR } from '../../http/actor.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { ActionItemService } from './action-items.service.js';

let api: TestApp;
let now = new Date('2026-11-21T03:00:00Z');
beforeAll(async () => {
  api = await createTestApp();
  api.app.get(Clock, { strict: false }).now = () => now;
});
afterAll(() => api.close());

const create = async (body: object): Promise<ActionItemRow> => {
  const answer = await api.request.post('/api/v1/action-items').send(body);
  expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
  return ActionItemRow.parse(answer.body);
};
const patch = async (id: string, body: object): Promise<ChangedActionItem> => {
  const answer = await api.request.patch(`/api/v1/action-items/${id}`).send(body);
  expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
  return ChangedActionItem.parse(answer.body);
};
const titles = async (query: string): Promise<string[]> => {
  const answer = await api.request.get(`/api/v1/action-items?${query}`);
  expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
  return ActionItemsResponse.parse(answer.body).items.map(({ title }) => title);
};

describe('one action item', () => {
  it('takes its target from the severity of the incident, from whichever came later', async () => {
    const incident = await api.request.post('/api/v1/incidents').send({ title: 'Down', severity: 'SEV1' });
    const item = await create({
      title: 'Fix',
      type: 'prevent',
      incidentId: incident.body.id,
      dueOn: '2026-11-25',
    });
    expect(item).toMatchObject({ targetOn: '2026-11-28', group: 'due_soon', incident: { title: 'Down' } });
    await api.dataSource.query(`update incident_severity_changes set at = '2026-11-23T00:00:00Z'`);
    expect((await api.request.get(`/api/v1/action-items/${item.id}`)).body.targetOn).toBe('2026-11-30');
    expect(
      (await api.request.post('/api/v1/action-items').send({ title: 'x', incidentId: '999' })).status,
    ).toBe(400);
  });

  it('is declined only with a reason, and every step can be undone with the values from before', async () => {
    const item = await create({ title: 'Steps' });
    now = new Date('2026-11-22T03:00:00Z');
    const done = await patch(item.id, { status: 'done' });
    expect(done.item).toMatchObject({ status: 'done', completedAt: '2026-11-22T03:00:00.000Z' });
    now = new Date('2026-11-23T03:00:00Z');
    const refused = await api.request.patch(`/api/v1/action-items/${item.id}`).send({ status: 'declined' });
    expect([refused.status, refused.body.code]).toEqual([400, 'reason_required']);
    const declined = await patch(item.id, { status: 'declined', reason: 'not worth it' });
    expect(declined.item).toMatchObject({ completedAt: null, declineReason: 'not worth it' });
    now = new Date('2026-11-24T03:00:00Z');
    const undone = await patch(item.id, declined.before);
    expect(undone.item).toMatchObject({
      status: 'done',
      completedAt: '2026-11-22T03:00:00.000Z',
      declineReason: null,
    });
    const redone = await patch(item.id, done.before);
    expect(redone.item).toMatchObject({ status: 'open', completedAt: null });
    const history = ActionItemHistoryResponse.parse(
      (await api.request.get(`/api/v1/action-items/${item.id}/history`)).body,
    );
    expect(history.items.map(({ toStatus, retracted }) => [toStatus, retracted])).toEqual([
      ['open', false],
      ['done', true],
      ['declined', true],
    ]);
    now = new Date('2026-11-21T03:00:00Z');
    await patch(item.id, { status: 'deleted' });
    expect(await titles('q=Steps')).toEqual([]);
    expect(await titles('q=Steps&status=deleted')).toEqual(['Steps']);
  });

  it('has every edit in its history, with who, from what and to what', async () => {
    const item = await create({ title: 'Edited', owner: 'Mori' });
    const [team] = await api.dataSource.query(
      `insert into teams (key, name) values ('s', 'Search') returning id`,
    );
    await patch(item.id, { owner: 'Ito', teamId: team.id, status: 'in_progress' });
    const items = api.app.get(ActionItemService);
    const said = { source: 'sheet', externalId: 'row 7', title: 'Imported', dueOn: '2026-12-01' };
    await items.importRecord(api.dataSource, SYSTEM_ACTOR, said);
    await items.importRecord(api.dataSource, SYSTEM_ACTOR, { ...said, dueOn: '2026-12-24' });
    const history = async (id: string) =>
      ActionItemHistoryResponse.parse(
        (await api.request.get(`/api/v1/action-items/${id}/history`).expect(200)).body,
      );
    expect((await history(item.id)).edits).toMatchObject([
      { action: 'created', source: 'human', changes: [] },
      {
        action: 'changed',
        source: 'human',
        changes: [
          { field: 'owner', from: 'Mori', to: 'Ito' },
          { field: 'teamId', from: null, to: 'Search' },
        ],
      },
    ]);
    const [imported] = await api.dataSource.query(`select id from action_items where external_id = 'row 7'`);
    expect((await history(imported.id)).edits).toMatchObject([
      {
        action: 'imported',
        source: 'import',
        changes: [{ field: 'dueOn', from: '2026-12-01', to: '2026-12-24' }],
      },
    ]);
    await api.dataSource.query('truncate action_items, teams cascade');
  });

  it('is refused when someone else was faster', async () => {
    const item = await create({ title: 'Race' });
    await patch(item.id, { rowVersion: item.rowVersion, owner: 'Mori' });
    const late = await api.request
      .patch(`/api/v1/action-items/${item.id}`)
      .send({ rowVersion: item.rowVersion, owner: 'Ito' });
    expect([late.status, late.body.code]).toEqual([409, 'stale']);
    await patch(item.id, { status: 'deleted' });
  });
});

describe('lists', () => {
  let ids: Record<string, string>;
  beforeAll(async () => {
    await api.dataSource.query('truncate action_items cascade');
    const items = [
      { title: 'overdue', dueOn: '2026-11-20', owner: 'Mori', type: 'detect' },
      { title: 'due today', dueOn: '2026-11-21', owner: 'Ito', type: 'prevent', priority: 'P1' },
      { title: 'due in a week', dueOn: '2026-11-28', owner: 'Ito' },
      { title: 'later', dueOn: '2026-11-29' },
      { title: 'no day' },
      { title: 'finished', dueOn: '2026-11-01' },
      { title: 'won’t', dueOn: '2026-11-02' },
    ];
    ids = {};
    for (const item of items) ids[item.title] = (await create(item)).id;
    await patch(ids.finished!, { status: 'done' });
    await patch(ids['won’t']!, { status: 'declined', reason: 'no' });
  });

  it.each([
    ['', ['overdue', 'due today', 'due in a week', 'later', 'no day', 'finished', 'won’t']],
    ['group=overdue,due_soon', ['overdue', 'due today', 'due in a week']],
    // In Tokyo it is already the 22nd after 15:00 UTC; at 03:00 UTC it is still the day before in New York.
    ['group=overdue&timeZone=America/New_York', []],
    ['owner=Ito&sort=-createdAt', ['due in a week', 'due today']],
    ['owner=none&group=later,no_due_date', ['later', 'no day']],
    ['mine=true', []],
    ['type=detect,prevent', ['overdue', 'due today']],
    ['priority=P1', ['due today']],
    ['dueFrom=2026-11-21&dueTo=2026-11-29', ['due today', 'due in a week']],
    ['status=done,declined', ['finished', 'won’t']],
    ['severity=SEV1', []],
    ['q=WEEK', ['due in a week']],
  ])('?%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('pages through everything once, in every order', async () => {
    for (const sort of ['group', 'dueOn', '-createdAt', 'createdAt', '-updatedAt']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await api.request.get(`/api/v1/action-items?limit=2&sort=${sort}${cursor}`);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
      } while (cursor !== '');
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 7, 7]);
    }
  });

  it('counts what the list shows', async () => {
    const summary = ActionItemSummaryResponse.parse(
      (await api.request.get('/api/v1/action-items/summary')).body,
    );
    expect(summary.groups).toEqual({
      overdue: 1,
      due_soon: 2,
      later: 1,
      no_due_date: 1,
      done: 1,
      declined: 1,
      deleted: 0,
    });
    expect(summary.total).toBe(7);
    expect(summary.owners[0]).toEqual({ owner: 'Mori', open: 1, overdue: 1 });
  });

  it('changes many, reports what it could not, and undoes it with the values from before', async () => {
    const changes = ['overdue', 'later'].map((title) => ({
      id: ids[title]!,
      set: { owner: 'Sato', dueOn: '2026-12-24' },
    }));
    const answer = await api.request
      .post('/api/v1/action-items/bulk')
      .send({ changes: [...changes, { id: '999999', set: { owner: 'Sato' } }] });
    const { done, failed } = BulkActionItemsResponse.parse(answer.body);
    expect([done.length, failed]).toEqual([
      2,
      [{ id: '999999', code: 'action_item_not_found', message: expect.any(String) }],
    ]);
    expect(await titles('owner=Sato')).toEqual(['overdue', 'later']);
    const undo = { changes: done.map(({ item, before }) => ({ id: item.id, set: before })) };
    expect((await api.request.post('/api/v1/action-items/bulk').send(undo)).body.failed).toEqual([]);
    expect(await titles('owner=Mori')).toEqual(['overdue']);
    expect(await titles('group=later')).toEqual(['later']);
  });

  it('exports CSV and a Markdown list', async () => {
    const csv = await api.request.get('/api/v1/action-items/export').buffer(true);
    expect(csv.text.split('\r\n')).toHaveLength(9);
    const markdown = await api.request.get(
      '/api/v1/action-items/export?format=markdown&language=ja&group=overdue',
    );
    expect(markdown.headers['content-type']).toContain('text/markdown');
    expect(String(markdown.text)).toBe('- [ ] overdue — Mori — 期限 2026-11-20 (期限超過)\n');
  });
});
