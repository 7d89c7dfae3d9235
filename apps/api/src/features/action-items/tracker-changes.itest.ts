import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { type TrackerChange, TrackerChangeService } from './tracker-changes.service.js';

describe('action items whose issue is moved or changed in its tracker', () => {
  let api: TestApp;
  let changes: TrackerChangeService;
  beforeAll(async () => {
    api = await createTestApp();
    changes = api.app.get(TrackerChangeService);
  });
  afterAll(() => api.close());

  const tell = (externalId: string, day: number, more: Partial<TrackerChange> = {}) =>
    changes.apply(api.dataSource, {
      source: 'jira',
      externalId,
      title: `as of day ${day}`,
      url: `https://jira.example.com/browse/${externalId}`,
      status: 'open',
      at: new Date(Date.UTC(2026, 9, day)),
      createdAt: new Date(Date.UTC(2026, 9, 1)),
      labels: ['postmortem'],
      ...more,
    });
  const rows = () =>
    api.dataSource.query(
      `select external_id, title, status, completed_at, due_on, owner from action_items order by id`,
    );
  const wipe = () => api.dataSource.query('delete from action_items');

  const MOVED: Partial<TrackerChange> = { formerExternalIds: ['APP-7'] };
  const messages: [string, number, Partial<TrackerChange>][] = [
    ['APP-7', 1, {}],
    ['APP-7', 2, { status: 'in_progress' }],
    ['OPS-42', 3, MOVED],
    ['OPS-42', 5, { status: 'done', statusAt: new Date(Date.UTC(2026, 9, 4)), ...MOVED }],
  ];
  const orders = permutations([0, 1, 2, 3]);

  it('is one item under its new id, in every order of arrival, and twice is as once', async () => {
    for (const order of orders) {
      await wipe();
      for (const index of [...order, ...order]) await tell(...messages[index]!);
      expect({ order, rows: await rows() }).toEqual({
        order,
        rows: [
          {
            external_id: 'OPS-42',
            title: 'as of day 5',
            status: 'done',
            completed_at: new Date(Date.UTC(2026, 9, 4)),
            due_on: null,
            owner: null,
          },
        ],
      });
    }
  });

  it('empties what the tracker emptied, not what was never there, and never what a person set', async () => {
    await wipe();
    await tell('A-1', 1, { owner: 'Hanako', dueOn: '2026-12-01' });
    await tell('A-1', 2, { owner: null, dueOn: null });
    expect(await rows()).toMatchObject([{ owner: 'Hanako', due_on: '2026-12-01' }]);
    await tell('A-1', 3, { cleared: ['dueOn'] });
    expect(await rows()).toMatchObject([{ owner: 'Hanako', due_on: null }]);
    await api.dataSource.query(`update action_items set human_fields = '{owner}'`);
    await tell('A-1', 4, { cleared: ['owner'] });
    expect(await rows()).toMatchObject([{ owner: 'Hanako' }]);
  });
});

function permutations(values: number[]): number[][] {
  if (values.length <= 1) return [values];
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
  );
}
