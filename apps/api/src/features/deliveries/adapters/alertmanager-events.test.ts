import { describe, expect, it } from '@jest/globals';
import { labelFingerprint } from '@tenken/shared/label-fingerprint';
import type { AdapterInput, AdapterOutput } from './adapter.js';
import { readAlertmanager } from './alertmanager.adapter.js';
import { readAlertmanagerEvents } from './alertmanager-events.adapter.js';
import { readAlertmanagerReceiver } from './alertmanager-receiver.adapter.js';
import { testPayloadText } from './test-payload.js';

const RECEIVED = new Date('2026-11-20T01:26:00Z');
const input = (body: unknown): AdapterInput => ({
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
});
const at = (text: string) => new Date(`2026-11-20T${text}Z`);
const event = (data: unknown) => ({ '@timestamp': '2026-11-20T01:00:00Z', data });
const alert = { labels: { alertname: 'A', job: 'b' }, startsAt: '2026-11-20T00:59:00Z' };

describe('event recorder of Alertmanager', () => {
  it('reads one event: a decimal fingerprint as the webhook writes it, labels as a list', () => {
    const { transitions, events, warnings, problems } = readAlertmanagerEvents(
      input(testPayloadText('alertmanager-events-single')),
    );
    expect([events, warnings, problems]).toEqual([[], [], []]);
    expect(transitions).toEqual([
      expect.objectContaining({
        ruleUid: 'DiskAlmostFull',
        fingerprint: '00c0ffee00000001',
        service: 'orders',
        severity: 'critical',
        startsAt: at('01:00:00.250'),
        endsAt: null,
        expectedEndAt: null,
        notifiedAt: null,
        labels: {
          alertname: 'DiskAlmostFull',
          instance: 'db-1:9100',
          service: 'orders',
          severity: 'critical',
        },
        annotations: { summary: 'Less than 5 % free' },
      }),
    ]);
  });

  it('reads a batch: what fired, who was told by which receiver, what was silenced and by whom', () => {
    const output = readAlertmanagerEvents(input(testPayloadText('alertmanager-events-batch')));
    expect([output.warnings, output.problems]).toEqual([[], []]);
    const told = output.transitions.filter(({ notifiedAt }) => notifiedAt);
    expect(told.map(({ fingerprint, notifiedAt }) => [fingerprint, notifiedAt])).toEqual([
      ['00c0ffee00000001', at('01:00:31.500')],
    ]);
    expect(ends(output)).toEqual([
      ['00c0ffee00000001', at('01:09:00.250')],
      ['00c0ffee00000001', at('01:09:00.250')],
    ]);
    expect(output.events.map((one) => [one.kind, one.fingerprint, one.startsAt, one.at, one.by])).toEqual([
      ['silenced', 'decade0000000002', null, at('01:00:31'), 'hanako'],
      ['notified', '00c0ffee00000001', at('01:00:00.250'), at('01:00:31.500'), 'shop-oncall'],
      ['silenced', 'decade0000000002', null, at('01:05:31'), 'hanako'],
      ['notified', '00c0ffee00000001', at('01:00:00.250'), at('01:09:29'), 'shop-oncall'],
    ]);
    expect(output.events[0]).toMatchObject({
      ruleUid: 'DiskAlmostFull',
      service: 'orders',
      detail: {
        silence: '0b6f3a52-0b0f-4a44-9ad5-5a1d6f0a7c01',
        comment: 'ディスク交換',
        until: '2026-11-20T03:00:00.000Z',
      },
    });
    expect(output.events[1]!.detail).toEqual({
      receiver: 'shop-oncall',
      integration: 'pagerduty[0]',
      reason: 'first notification',
      of: 'firing',
    });
    // That it is over was told as well, but nobody was paged by it.
    expect(output.events[3]).toMatchObject({ notifiedAt: null, detail: { of: 'resolved' } });
    expect(new Set(output.silences.map(({ updatedAt }) => updatedAt.toISOString()))).toEqual(
      new Set(['2026-11-20T00:55:00.000Z', '2026-11-20T01:20:00.000Z']),
    );
    expect(output.silences.at(-1)).toEqual({
      externalId: '0b6f3a52-0b0f-4a44-9ad5-5a1d6f0a7c01',
      matchers: [
        { name: 'alertname', value: 'DiskAlmostFull', isRegex: false, isEqual: true },
        { name: 'instance', value: 'db-2.*', isRegex: true, isEqual: true },
      ],
      comment: 'ディスク交換 (完了)',
      createdBy: 'hanako',
      startsAt: at('00:55:00'),
      endsAt: at('01:30:00'),
      updatedAt: at('01:20:00'),
    });
  });

  it('reads the later format: labels as a map, whole alerts in the lists, names of inhibiting rules', () => {
    const { events, problems } = readAlertmanagerEvents(input(testPayloadText('alertmanager-events-v2')));
    expect(problems).toEqual([]);
    expect(events).toMatchObject([
      {
        kind: 'inhibited',
        fingerprint: '00000000000000ff',
        startsAt: null,
        by: 'cluster-down; {alertname="NodeDown"}',
        detail: { fingerprints: '0000000000001000' },
      },
      {
        kind: 'notified',
        startsAt: at('02:00:00'),
        by: 'search-team',
        detail: { integration: 'slack[1]', reason: 'repeat interval elapsed' },
      },
    ]);
  });

  it('meets the episodes of the webhook and of the drop-in receiver', () => {
    const labels = { alertname: 'DiskAlmostFull', service: 'orders', instance: 'db-1:9100', zone: '' };
    const real = { alertname: 'DiskAlmostFull', service: 'orders', instance: 'db-1:9100' };
    const hex = labelFingerprint(real);
    const startsAt = '2026-11-20T01:00:00.250Z';
    const recorded = { fingerprint: BigInt(`0x${hex}`).toString(), labels: real, startsAt };
    const identity = ({ transitions: [one] }: AdapterOutput) => [
      one!.ruleUid,
      one!.fingerprint,
      one!.startsAt,
    ];
    const identities = [
      readAlertmanager(input({ alerts: [{ status: 'firing', labels: real, startsAt, fingerprint: hex }] })),
      readAlertmanagerReceiver(input([{ labels, startsAt }])),
      readAlertmanagerEvents(input(event({ alertCreated: { alert: recorded } }))),
      // JSON numbers lose digits of a uint64, so it is computed anew.
      readAlertmanagerEvents(
        input(event({ alertCreated: { alert: { ...recorded, fingerprint: Number(`0x${hex}`) } } })),
      ),
    ].map(identity);
    for (const one of identities) expect(one).toEqual(identities[0]);
  });

  it('is recognised at the address of the webhook', () => {
    for (const name of ['alertmanager-events-single', 'alertmanager-events-batch']) {
      expect(readAlertmanager(input(testPayloadText(name)))).toEqual(
        readAlertmanagerEvents(input(testPayloadText(name))),
      );
    }
  });

  it('takes the time of the event for the end of a resolved alert without one, and says so', () => {
    const { transitions, warnings } = readAlertmanagerEvents(
      input(event({ alertResolved: { alert: { details: alert } } })),
    );
    expect(transitions[0]!.endsAt).toEqual(at('01:00:00'));
    expect(warnings).toEqual([expect.stringContaining('@timestamp')]);
  });

  it('leaves out what says nothing, and names what it does not know', () => {
    const silent = [
      { alertmanagerShutdownEvent: {} },
      { alertGrouped: { alert: { hash: '1' } } },
      { notification: { firingAlerts: [{ hash: '1' }] } },
    ];
    for (const data of silent) {
      const { transitions, events, warnings, problems } = readAlertmanagerEvents(input(event(data)));
      expect([transitions, events, warnings, problems]).toEqual([[], [], [], []]);
    }
    expect(readAlertmanagerEvents(input([event({ constructor: {} })])).warnings).toEqual([
      'The event "constructor" is not known to this version and was left out.',
    ]);
  });

  it('takes in what it can of a batch and names the field of each mistake', () => {
    const wrong = [
      event({ alertCreated: { alert } }),
      event({ alertCreated: {} }),
      event({ alertCreated: { alert: { ...alert, labels: { labels: [{ key: 1 }] } } } }),
      event({ alertResolved: { alert: { details: { ...alert, endsAt: '2020-01-01T00:00:00Z' } } } }),
      { '@timestamp': '0001-01-01T00:00:00Z', data: {} },
      { ...event({}), '@timestamp': 'now' },
      event({ silenceMutedAlert: { silence: {}, mutedAlert: {} } }),
      event({ inhibitionMutedAlert: { mutedAlert: alert, inhibitRules: 7 } }),
      7,
    ];
    const { transitions, events, problems } = readAlertmanagerEvents(input(wrong));
    expect(transitions).toHaveLength(1);
    expect(events.map(({ kind }) => kind)).toEqual(['inhibited']);
    expect(problems.map(({ field }) => field)).toEqual([
      '1.data.alertCreated.alert',
      '2.data.alertCreated.alert.labels',
      '3.data.alertResolved.alert.endsAt',
      '4.@timestamp',
      '5.@timestamp',
      '6.data.silenceMutedAlert.silence.id',
      '6.data.silenceMutedAlert.mutedAlert.labels',
      '7.data.inhibitionMutedAlert.inhibitRules',
      '8',
    ]);
  });

  it('does not take what is no event', () => {
    expect(() => readAlertmanagerEvents(input({ alerts: [] }))).toThrow(
      expect.objectContaining({ code: 'not_alertmanager_events' }),
    );
  });

  it('keeps each set of matchers of a silence, of which one must match', () => {
    const set = (name: string, type: string) => ({ matchers: [{ name, pattern: 'x', type }] });
    const silence = {
      id: 's',
      startsAt: '2026-11-20T00:00:00Z',
      matcherSets: [set('a', 'TYPE_NOT_EQUAL'), set('b', 'TYPE_NOT_REGEXP')],
    };
    expect(readAlertmanagerEvents(input(event({ silenceCreated: { silence } }))).silences).toMatchObject([
      { externalId: 's', matchers: [{ name: 'a', isEqual: false, isRegex: false }], endsAt: null },
      { externalId: 's#2', matchers: [{ name: 'b', isEqual: false, isRegex: true }] },
    ]);
  });
});

function ends({ transitions }: AdapterOutput) {
  return transitions.filter(({ endsAt }) => endsAt).map(({ fingerprint, endsAt }) => [fingerprint, endsAt]);
}
