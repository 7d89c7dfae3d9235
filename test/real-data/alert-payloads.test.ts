import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readDelivery } from '@tenken/api/features/deliveries/read-delivery';
import { hasSharedData, SHARED_DATA } from './shared-data.js';

/** Bodies that other projects captured from the senders and publish. What they must say is counted by hand. */
const RECEIVED = new Date('2026-11-20T00:00:00Z');

function read(adapter: string, file: string) {
  const body = readFileSync(join(SHARED_DATA, 'payloads', `${file}.json`));
  const { output, errorCode, errorDetail } = readDelivery(
    { adapter, headers: {}, receivedAt: RECEIVED },
    body,
    { settings: {}, defaultService: null },
  );
  expect([file, errorCode, errorDetail]).toEqual([file, null, null]);
  return output;
}

(hasSharedData ? describe : describe.skip)('captured payloads (../shared/data/payloads)', () => {
  it('Alertmanager: two firing alerts of one rule', () => {
    const { transitions, warnings } = read('alertmanager', 'alertmanager_v4_firing_group__zulip');
    expect(warnings).toEqual([]);
    expect(
      transitions.map((one) => [one.ruleUid, one.fingerprint, one.startsAt.toISOString(), one.endsAt]),
    ).toEqual([
      ['High CPU Temperature', 'a1bc48475b20e73d', '2020-02-06T00:17:58.432Z', null],
      ['High CPU Temperature', 'c2ea85182f28cbd9', '2020-02-06T00:17:58.432Z', null],
    ]);
  });

  it('Alertmanager: a resolved alert without an end has ended by its receipt, and that is said', () => {
    const { transitions, warnings } = read('alertmanager', 'alertmanager_v4_resolved__zulip');
    expect(transitions).toMatchObject([{ fingerprint: 'a1bc48475b20e73d', endsAt: RECEIVED }]);
    expect(warnings).toEqual([expect.stringContaining('carry no end')]);
  });

  it('Alertmanager of 2017: no fingerprint, an offset', () => {
    const { transitions } = read('alertmanager', 'alerta__prometheus_v4_alert');
    expect(transitions).toMatchObject([
      {
        ruleUid: 'thing_dead',
        startsAt: new Date('2017-08-03T19:17:37.804Z'),
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
  });

  it('Grafana: rules by the UID in their addresses, values', () => {
    const [memory, cpu] = read('grafana', 'grafana_firing_multiple__zulip').transitions;
    expect(memory).toMatchObject({
      ruleUid: '1afz29v7z',
      ruleName: 'High memory usage',
      fingerprint: 'c6eadffa33fcdf37',
      startsAt: new Date('2021-10-12T07:51:03.157Z'),
      endsAt: null,
      runbookUrl: 'https://myrunbook.com/runbook/1234',
    });
    expect(cpu!.ruleUid).toBe('d1rdpdv7k');
    const [later] = read('grafana', 'grafana_v11_firing_values__zulip').transitions;
    expect(later).toMatchObject({
      ruleUid: 'dd2f0260-3cfc-4c65-a4c4-f3f632c551f4',
      groupName: 'device',
      annotations: { values: 'A=2473545728, B=0, C=1, minute=9' },
    });
  });

  it('PagerDuty: triggered, acknowledged, resolved', () => {
    const events = ['triggered', 'acknowledged', 'resolved'].map(
      (name) => read('pagerduty', `pagerduty_v3_${name}__zulip`).events,
    );
    expect(
      events.map((list) => list.map(({ kind, fingerprint, at }) => [kind, fingerprint, at.toISOString()])),
    ).toEqual([
      [
        ['firing', 'PFQZPSY', '2021-06-04T13:35:29.781Z'],
        ['severity_changed', 'PFQZPSY', '2021-06-04T13:35:29.781Z'],
        ['notified', 'PFQZPSY', '2021-06-04T13:35:29.781Z'],
      ],
      [['acknowledged', 'PQ1K5C8', '2021-06-04T13:55:30.394Z']],
      [['ok', 'PCPZE64', '2021-06-04T13:16:53.816Z']],
    ]);
    expect(events[0]![0]).toMatchObject({ ruleUid: 'PA2P440/Test Incident #', service: 'pig208' });
  });
});
