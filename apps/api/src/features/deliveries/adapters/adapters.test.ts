import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readAlertmanager } from './alertmanager.adapter.js';
import { readAlertmanagerReceiver } from './alertmanager-receiver.adapter.js';
import { readGeneric } from './generic.adapter.js';
import { readGithub } from './github.adapter.js';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../../../test/fixtures/payloads/${name}.json`, import.meta.url));
const RECEIVED = new Date('2026-11-20T01:16:00Z');
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});
const iso = (minute: number) => new Date(RECEIVED.getTime() + minute * 60_000).toISOString();

describe('alertmanager webhook', () => {
  it('reads a group: rule by name, milliseconds, the end of what is resolved only', () => {
    const { transitions, problems } = readAlertmanager(input(fixture('alertmanager-firing')));
    expect(problems).toEqual([]);
    expect(transitions).toMatchObject([
      {
        ruleUid: 'CheckoutErrorRateHigh',
        fingerprint: '0000000000000001',
        service: 'checkout',
        severity: 'critical',
        startsAt: new Date('2026-11-20T01:15:30.123Z'),
        endsAt: null,
        notifiedAt: RECEIVED,
        summary: 'More than 5 % of orders fail',
        runbookUrl: 'https://runbooks.example.com/checkout-errors',
      },
      { endsAt: new Date('2026-11-20T01:12:00Z'), endReason: 'resolved', generatorUrl: null },
    ]);
  });

  const alert = { status: 'firing', labels: { alertname: 'A' }, startsAt: '2026-11-20T01:00:00Z' };

  it('takes in what it can and names what it cannot', () => {
    const read = readAlertmanager(
      input({
        alerts: [
          alert,
          { ...alert, startsAt: 'yesterday' },
          { ...alert, labels: {} },
          { ...alert, status: 'resolved', startsAt: iso(5) },
          7,
          { ...alert, labels: { alertname: 'A', n: 3 } },
          { ...alert, startsAt: '22025-01-01T00:00:00Z' },
        ],
      }),
    );
    expect(read.transitions).toHaveLength(1);
    expect(read.problems.map(({ text }) => text)).toEqual([
      'alerts.1.startsAt: expected a time such as 2026-11-21T09:30:00Z, found "yesterday"',
      'alerts.2.labels.alertname: expected the name of the rule, at most 500 characters, found nothing',
      'alerts.3.endsAt: expected a time, the alert is resolved, found nothing',
      'alerts.4: expected an object, found 7',
      'alerts.5.labels.n: expected a text, found 3',
      'alerts.6.startsAt: expected a time such as 2026-11-21T09:30:00Z, found "22025-01-01T00:00:00Z"',
    ]);
  });

  it.each([
    ['empty_body', Buffer.alloc(0)],
    ['not_json', Buffer.from('{"alerts": [')],
    ['not_utf8', Buffer.from([0x22, 0xff, 0x22])],
    ['not_alertmanager', Buffer.from('{"alerts": "none"}')],
    ['not_alertmanager', Buffer.from('null')],
  ])('says %s', (code, body) => {
    expect(() => readAlertmanager(input(body))).toThrow(expect.objectContaining({ code }));
  });

  it('says how many alerts were cut off, why it was sent, and which ends are of the receipt', () => {
    const read = readAlertmanager(input(fixture('alertmanager-truncated')));
    expect(read).toMatchObject({
      truncatedAlerts: 3,
      notificationReason: 'repeat interval elapsed',
      problems: [],
      warnings: [
        expect.stringContaining('left out 3 alerts'),
        expect.stringContaining('1 resolved alerts carry no end'),
      ],
      transitions: [
        { fingerprint: '00000000000000a1', service: 'mailer', endsAt: null, expectedEndAt: null },
        { fingerprint: '00000000000000a2', service: 'billing', endsAt: RECEIVED, endReason: 'resolved' },
      ],
    });
    const none = readAlertmanager(input({ alerts: [], notification_reason: 'none', truncatedAlerts: -1 }));
    expect(none).toMatchObject({ truncatedAlerts: 0, notificationReason: null, warnings: [] });
  });

  it('reads a repeat like any other, because it mends what was lost', () => {
    const body = JSON.parse(fixture('alertmanager-firing').toString()) as object;
    const repeat = readAlertmanager(input({ ...body, notification_reason: 'repeat interval elapsed' }));
    expect(repeat.transitions).toEqual(readAlertmanager(input(body)).transitions);
  });

  it('says what a custom payload needs, and where Grafana belongs', () => {
    expect(() => readAlertmanager(input({ text: 'disk full' }))).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^alerts: expected .*`payload:`.*found nothing$/),
      }),
    );
    expect(readAlertmanager(input({ version: '1', alerts: [] })).warnings[0]).toContain('Grafana');
  });

  it('has the labels of service and severity from the settings', () => {
    const labels = { alertname: 'A', service: 'x', component: 'cart', level: 'page' };
    const settings = { serviceLabels: ['missing', 'component'], severityLabel: 'level' };
    const [read] = readAlertmanager(input({ alerts: [{ ...alert, labels }] }, { settings })).transitions;
    expect(read).toMatchObject({ service: 'cart', severity: 'page' });
  });

  it('replaces what the database cannot hold', () => {
    const body = Buffer.from(
      '{"alerts":[{"status":"firing","labels":{"alertname":"a\\u0000b\\ud800"},"startsAt":"2026-11-20T01:00:00Z"}]}',
    );
    expect(readAlertmanager(input(body)).transitions[0]!.ruleName).toBe('a\ufffdb\ufffd');
  });
});

describe('alertmanager receiver', () => {
  const labels = { alertname: 'High CPU Temperature', host: 'andromeda', severity: 'critical' };

  it('computes the fingerprint that the webhook sends, leaves empty labels out, and notifies nobody', () => {
    const [read] = readAlertmanagerReceiver(
      input([{ labels: { ...labels, gone: '' }, startsAt: iso(-3) }]),
    ).transitions;
    expect(read).toMatchObject({ fingerprint: 'a1bc48475b20e73d', labels });
    expect(read!.notifiedAt).toBeNull();
  });

  it.each([
    [
      'a past end is real',
      iso(-1),
      { endsAt: new Date(iso(-1)), endReason: 'resolved', expectedEndAt: null },
    ],
    ['a future end is a promise', iso(4), { endsAt: null, endReason: null, expectedEndAt: new Date(iso(4)) }],
    ['no end is held for 5 minutes', undefined, { endsAt: null, expectedEndAt: new Date(iso(5)) }],
    ['year 1 is no end', '0001-01-01T00:00:00Z', { endsAt: null, expectedEndAt: new Date(iso(5)) }],
  ])('%s', (_, endsAt, expected) => {
    const [read] = readAlertmanagerReceiver(input([{ labels, startsAt: iso(-3), endsAt }])).transitions;
    expect(read).toMatchObject(expected);
  });
});

describe('generic', () => {
  const episode = { rule: 'Disk', startsAt: '2026-11-20T10:00:00+09:00' };

  it.each([
    ['one', episode],
    ['an array', [episode]],
    ['episodes', { episodes: [episode] }],
  ])('takes %s', (_, body) => {
    const { transitions, problems } = readGeneric(input(body));
    expect(problems).toEqual([]);
    expect(transitions).toMatchObject([{ ruleUid: 'Disk', startsAt: new Date('2026-11-20T01:00:00Z') }]);
  });

  it('names the field of each mistake', () => {
    const { problems } = readGeneric(
      input([
        { ...episode, endsAt: '2026-11-20T00:00:00Z' },
        { ...episode, startsAt: 5 },
        { ...episode, notified: 'yes' },
        { ...episode, unknown: 1 },
        {},
      ]),
    );
    expect(problems.map(({ field }) => field)).toEqual(['0.endsAt', '1.startsAt', '2.notified', '4.rule']);
  });

  it('does not take a text', () => {
    expect(() => readGeneric(input('hello'))).toThrow(expect.objectContaining({ code: 'not_generic' }));
  });
});

describe('github issues', () => {
  const body = JSON.parse(fixture('github-issue-closed').toString()) as { action: string; issue: object };
  const change = (issue: object, action = 'closed') =>
    readGithub(input({ ...body, action, issue: { ...body.issue, ...issue } })).trackerChanges[0];

  it('reads a closed issue with the times of GitHub', () => {
    expect(change({})).toMatchObject({
      source: 'github',
      externalId: 'example/shop#42',
      status: 'done',
      at: new Date('2026-11-19T09:00:01Z'),
      statusAt: new Date('2026-11-19T09:00:00Z'),
      createdAt: new Date('2026-11-01T00:00:00Z'),
      owner: 'hanako',
      dueOn: '2026-12-01',
      labels: ['postmortem'],
    });
  });

  it.each([
    ['not planned is declined', { state_reason: 'not_planned' }, 'closed', 'declined'],
    ['a duplicate is declined', { state_reason: 'duplicate' }, 'closed', 'declined'],
    ['reopened is open', { state: 'open', closed_at: null, state_reason: 'reopened' }, 'reopened', 'open'],
    ['transferred is neither', { state: 'open' }, 'transferred', 'deleted'],
    ['deleted is neither', {}, 'deleted', 'deleted'],
  ])('%s', (_, issue, action, status) => {
    expect(change(issue, action)).toMatchObject({ status });
  });

  it('leaves pull requests, pings and other events alone, and says so', () => {
    expect(readGithub(input({}, { headers: { 'x-github-event': 'ping' } })).warnings).toEqual([]);
    expect(readGithub(input({}, { headers: { 'x-github-event': 'push' } })).warnings[0]).toContain('push');
    const pull = readGithub(input({ ...body, issue: { ...body.issue, pull_request: {} } }));
    expect([pull.trackerChanges, pull.warnings.length]).toEqual([[], 1]);
  });

  it('leaves pins alone, which come without a state', () => {
    const { state, ...issue } = body.issue as { state?: string };
    expect(state).toBe('closed');
    for (const action of ['pinned', 'unpinned']) {
      expect(readGithub(input({ ...body, action, issue }))).toMatchObject({
        trackerChanges: [],
        warnings: [],
      });
    }
    expect(() => readGithub(input({ ...body, action: 'labeled', issue }))).toThrow('issue.state: expected');
  });

  it('names what is missing', () => {
    expect(() => readGithub(input({ action: 'opened' }))).toThrow('issue: expected an object, found nothing');
  });
});
