import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readGithub } from './github.adapter.js';
import { isDeclinedResolution } from './is-declined-resolution.js';
import { readJira } from './jira.adapter.js';
import { readLinear } from './linear.adapter.js';
import { testPayload } from './test-payload.js';

const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: new Date('2026-11-20T09:00:06Z'),
  settings: {},
  ...more,
});

describe('jira', () => {
  const body = testPayload('jira-issue-done');
  const change = (fields: object = {}, more: object = {}, settings: AdapterInput['settings'] = {}) =>
    readJira(
      input(
        { ...body, ...more, issue: { ...body.issue, fields: { ...body.issue.fields, ...fields } } },
        { settings },
      ),
    ).trackerChanges[0]!;
  const category = (key: string, name = 'x') => ({ status: { name, statusCategory: { key } } });

  it('reads a resolved issue with the times of Jira', () => {
    expect(change()).toEqual({
      source: 'jira',
      externalId: 'OPS-42',
      title: '決済クライアントにタイムアウトを設定する',
      url: 'https://example.atlassian.net/browse/OPS-42',
      status: 'done',
      at: new Date(1795165205123),
      statusAt: new Date('2026-11-20T09:00:04.880Z'),
      createdAt: new Date('2026-11-01T00:00:00Z'),
      declineReason: null,
      owner: 'Hanako Sato',
      dueOn: '2026-12-01',
      cleared: [],
      labels: ['postmortem', 'payments'],
    });
  });

  it.each([
    ['the category counts, not the name', category('new', 'Done'), 'open'],
    ['started', category('indeterminate', 'Done?'), 'in_progress'],
    ['no category at all', category('undefined'), 'open'],
    ['done without a resolution', { resolution: null }, 'done'],
    ['done with a word of their own', { resolution: { name: 'Shipped' } }, 'done'],
    ['won’t do, typographic', { resolution: { name: 'Won’t Do' } }, 'declined'],
    ['duplicate', { resolution: { name: 'DUPLICATE' } }, 'declined'],
    ['in Japanese', { resolution: { name: '再現不可' } }, 'declined'],
    [
      'open again, its old resolution left',
      { ...category('new'), resolution: { name: 'Duplicate' } },
      'open',
    ],
  ])('%s', (_, fields, status) => {
    expect(change(fields)).toMatchObject({ status });
  });

  it('takes the source’s own list of resolutions instead of the usual one', () => {
    const settings = { declinedResolutions: ['Parked'] };
    expect(change({ resolution: { name: 'parked' } }, {}, settings)).toMatchObject({
      status: 'declined',
      declineReason: 'parked',
    });
    expect(change({ resolution: { name: 'Duplicate' } }, {}, settings)).toMatchObject({ status: 'done' });
  });

  it('counts a deleted issue as neither done nor declined, whatever it was before', () => {
    expect(change({}, { webhookEvent: 'jira:issue_deleted' })).toMatchObject({
      status: 'deleted',
      at: new Date(1795165205123),
    });
    expect(change({}, { webhookEvent: 'jira:issue_deleted' }).statusAt).toBeUndefined();
  });

  it('knows an issue that was moved, and fields that were emptied', () => {
    const items = [
      { field: 'Key', fromString: 'APP-7', to: null },
      { field: 'duedate', to: null },
      { field: 'assignee', to: null },
    ];
    expect(change({ duedate: null, assignee: null }, { changelog: { items } })).toMatchObject({
      externalId: 'OPS-42',
      formerExternalIds: ['APP-7'],
      cleared: ['dueOn', 'owner'],
    });
    expect(change({ duedate: null })).toMatchObject({ cleared: [], dueOn: null });
  });

  it('leaves other events alone, and names what is missing or absurd', () => {
    const other = readJira(input({ webhookEvent: 'comment_created' }));
    expect([other.trackerChanges, other.warnings.length]).toEqual([[], 1]);
    expect(() => readJira(input({}))).toThrow('webhookEvent: expected a text such as jira:issue_updated');
    expect(() => change({ status: { name: 'Done' } })).toThrow(
      'issue.fields.status.statusCategory: expected an object with key, found nothing',
    );
    expect(() => change({ created: '22025-01-01T00:00:00Z' })).toThrow(
      'issue.fields.created: expected a time',
    );
    expect(() => change({ duedate: '2026-02-31' })).toThrow('issue.fields.duedate: expected a day');
  });
});

describe('linear', () => {
  const body = testPayload('linear-issue-completed');
  const change = (data: object = {}, more: object = {}) =>
    readLinear(input({ ...body, ...more, data: { ...body.data, ...data } })).trackerChanges[0]!;
  const state = (type: string) => ({ state: { type }, completedAt: null });
  const AT = '2026-11-20T08:00:00.000Z';

  it('reads a completed issue with the times of Linear', () => {
    expect(change()).toEqual({
      source: 'linear',
      externalId: 'SRE-42',
      title: 'Limit retries of the payment client',
      url: 'https://linear.app/example/issue/SRE-42/limit-retries',
      status: 'done',
      at: new Date('2026-11-20T09:00:05Z'),
      statusAt: new Date('2026-11-20T09:00:04.900Z'),
      createdAt: new Date('2026-11-01T00:00:00Z'),
      declineReason: null,
      owner: 'Taro Yamada',
      dueOn: '2026-12-01',
      cleared: [],
      labels: ['action-item'],
    });
  });

  it.each([
    ['canceled is declined', { ...state('canceled'), canceledAt: AT }, 'declined', 'canceled'],
    ['duplicate is declined', state('duplicate'), 'declined', 'duplicate'],
    [
      'auto-closed as completed is declined',
      { autoClosedAt: body.data.completedAt },
      'declined',
      'auto-closed',
    ],
    [
      'auto-closed as canceled',
      { ...state('canceled'), canceledAt: AT, autoClosedAt: AT },
      'declined',
      'auto-closed',
    ],
    ['completed by a person after an auto-close', { autoClosedAt: '2026-11-02T00:00:00Z' }, 'done', null],
    ['started', state('started'), 'in_progress', null],
    ['triage', state('triage'), 'open', null],
    ['a type of tomorrow', state('paused'), 'open', null],
    ['in the trash, though completed', { trashed: true }, 'deleted', null],
    ['archived after it was completed', { archivedAt: AT }, 'done', null],
    ['archived while open', { ...state('unstarted'), archivedAt: AT }, 'deleted', null],
  ])('%s', (_, data, status, declineReason) => {
    expect(change(data)).toMatchObject({ status, declineReason });
  });

  it('is gone when it was removed, and back when it was restored', () => {
    expect(change({}, { action: 'remove' })).toMatchObject({
      status: 'deleted',
      at: new Date('2026-11-20T09:00:05.210Z'),
    });
    expect(change({}, { action: 'restore' })).toMatchObject({ status: 'done' });
  });

  it('knows the ids of before, and a due day that was taken away', () => {
    expect(change({ previousIdentifiers: ['APP-7', 'SRE-42'] })).toMatchObject({
      formerExternalIds: ['APP-7'],
    });
    const updatedFrom = { dueDate: '2026-12-01' };
    expect(change({ dueDate: null }, { updatedFrom })).toMatchObject({ cleared: ['dueOn'] });
    expect(change({ dueDate: null })).toMatchObject({ cleared: [] });
  });

  it('leaves other types alone, and names what is missing', () => {
    const other = readLinear(input({ type: 'Comment', action: 'create' }));
    expect([other.trackerChanges, other.warnings.length]).toEqual([[], 1]);
    expect(() => readLinear(input({ type: 'Issue', action: 'create' }))).toThrow(
      'createdAt: expected a time',
    );
    expect(() => change({ state: null })).toThrow('data.state: expected an object with type, found null');
  });
});

describe('github', () => {
  const body = testPayload('github-issue-closed');
  const read = (more: object) => readGithub(input({ ...body, ...more })).trackerChanges[0]!;
  const moved = { ...body.issue, number: 7, html_url: 'https://github.com/example/infra/issues/7' };

  it('dates the outcome from the closing, and the description from the last update', () => {
    expect(read({ issue: { ...body.issue, updated_at: '2026-11-20T09:00:00Z' } })).toMatchObject({
      at: new Date('2026-11-20T09:00:00Z'),
      statusAt: new Date('2026-11-19T09:00:00Z'),
    });
  });

  it('follows an issue to where it was transferred', () => {
    const changes = {
      new_issue: { ...moved, state: 'open' },
      new_repository: { full_name: 'example/infra' },
    };
    expect(read({ action: 'transferred', changes })).toMatchObject({
      externalId: 'example/infra#7',
      formerExternalIds: ['example/shop#42'],
      status: 'open',
    });
    const from = { old_issue: { number: 42 }, old_repository: { full_name: 'example/shop' } };
    expect(
      read({ action: 'opened', issue: moved, repository: { full_name: 'example/infra' }, changes: from }),
    ).toMatchObject({ externalId: 'example/infra#7', formerExternalIds: ['example/shop#42'] });
  });

  it('knows what was taken away', () => {
    const issue = { ...body.issue, milestone: null };
    expect(read({ action: 'demilestoned', issue })).toMatchObject({ cleared: ['dueOn'] });
    expect(read({ action: 'unassigned' })).not.toHaveProperty('cleared');
  });
});

describe('resolutions that mean no', () => {
  it.each(['Won’t Fix', 'wont do', 'WON‘T DO', 'Cannot Reproduce', '対応しない', '仕様どおり', 'Ｄuplicate'])(
    '%s',
    (name) => {
      expect(isDeclinedResolution(name)).toBe(true);
    },
  );
  it.each(['Done', 'Fixed', 'Resolved', '完了', '修正済み', '対応済み', 'Complete'])('not %s', (name) => {
    expect(isDeclinedResolution(name)).toBe(false);
  });
});
