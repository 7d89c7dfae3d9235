import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { readGrafana } from './grafana.adapter.js';
import { testPayloadText } from './test-payload.js';

const RECEIVED = new Date('2026-11-20T01:16:00Z');
const input = (body: unknown): AdapterInput => ({
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
});
const alert = {
  status: 'firing',
  labels: { alertname: 'A' },
  startsAt: '2026-11-20T01:00:00Z',
};

describe('grafana', () => {
  it('knows a rule by its UID, from the message, else from its address, else by folder and name', () => {
    const { transitions, events, warnings, problems } = readGrafana(input(testPayloadText('grafana-firing')));
    expect([events, warnings, problems]).toEqual([[], [], []]);
    expect(transitions.map(({ ruleUid, ruleName, groupName }) => [ruleUid, ruleName, groupName])).toEqual([
      ['cdx1y2z3abcd', 'Checkout latency', 'Shop'],
      ['1afz29v7z', 'Old rule', 'Shop'],
      ['name:Shop/No address', 'No address', 'Shop'],
    ]);
    expect(transitions[0]).toMatchObject({
      fingerprint: 'a1b2c3d4e5f60718',
      service: 'checkout',
      severity: 'warning',
      startsAt: new Date('2026-11-20T01:00:00Z'),
      endsAt: null,
      notifiedAt: RECEIVED,
      summary: 'p99 over 800 ms',
      runbookUrl: 'https://runbooks.example.com/latency',
      generatorUrl: 'https://grafana.example.com/alerting/grafana/cdx1y2z3abcd/view?orgId=1',
      annotations: { values: 'A=0.91, C=1', panelURL: expect.stringContaining('viewPanel=4') },
    });
    expect(transitions[1]!.annotations).not.toHaveProperty('values');
  });

  it('ends the same episode', () => {
    const [fired] = readGrafana(input(testPayloadText('grafana-firing'))).transitions;
    const [ended] = readGrafana(input(testPayloadText('grafana-resolved'))).transitions;
    expect(ended).toMatchObject({ endsAt: new Date('2026-11-20T01:12:30Z'), endReason: 'resolved' });
    for (const field of ['ruleUid', 'fingerprint', 'startsAt'] as const) {
      expect(ended![field]).toEqual(fired![field]);
    }
  });

  it('tells a rule that cannot see from one that fires', () => {
    const { transitions, events } = readGrafana(input(testPayloadText('grafana-no-data')));
    expect(transitions).toEqual([]);
    expect(
      events.map(({ kind, ruleUid, ruleName, at, startsAt, detail }) => ({
        kind,
        ruleUid,
        ruleName,
        at: at.toISOString(),
        startsAt,
        detail,
      })),
    ).toEqual(
      [
        { kind: 'no_data', at: '2026-11-20T01:30:00.000Z', detail: { reason: 'no data' } },
        { kind: 'no_data', at: '2026-11-20T01:00:00.000Z', detail: { reason: 'error' } },
        { kind: 'ok', at: '2026-11-20T01:10:00.000Z', detail: { reason: 'error' } },
      ].map((one) => ({ ...one, ruleUid: 'cdx1y2z3abcd', ruleName: 'Checkout latency', startsAt: null })),
    );
  });

  it('says in words that a custom payload cannot be read', () => {
    expect(() => readGrafana(input(testPayloadText('grafana-custom-payload')))).toThrow(
      expect.objectContaining({
        code: 'not_grafana',
        message: expect.stringMatching(/^alerts: expected an array .*custom payload.*found nothing$/),
      }),
    );
  });

  it('reads a custom payload by the mapping of its source', () => {
    const body = { title: 'Checkout latency', when: '2026-11-20T01:00:00Z', is: 'firing' };
    const mapping = { rule: 'title', at: 'when', state: 'is' };
    expect(readGrafana({ ...input(body), settings: { mapping } }).events).toMatchObject([
      { ruleName: 'Checkout latency', kind: 'firing', at: new Date('2026-11-20T01:00:00Z') },
    ]);
  });

  it('counts nothing of a test notification', () => {
    const labels = { alertname: 'TestAlert', instance: 'Grafana' };
    const output = readGrafana(input({ alerts: [{ ...alert, labels }] }));
    expect([output.transitions, output.problems]).toEqual([[], []]);
    expect(output.warnings).toEqual([expect.stringContaining('test notification')]);
  });

  it('takes in what it can and names what it cannot', () => {
    const output = readGrafana(
      input({
        version: '4',
        truncatedAlerts: 2,
        alerts: [
          alert,
          { ...alert, startsAt: 'soon' },
          { ...alert, labels: {} },
          { ...alert, status: 'resolved' },
          { ...alert, status: 'resolved', startsAt: '2026-11-20T02:00:00Z' },
          { ...alert, status: 'resolved', endsAt: '2026-11-20T00:00:00Z' },
        ],
      }),
    );
    expect(output.transitions.map(({ endsAt }) => endsAt)).toEqual([null, RECEIVED]);
    expect(output.problems.map(({ field }) => field)).toEqual([
      'alerts.1.startsAt',
      'alerts.2.labels.alertname',
      'alerts.4.endsAt',
      'alerts.5.endsAt',
    ]);
    expect(output.truncatedAlerts).toBe(2);
    expect(output.warnings).toHaveLength(3);
  });
});
