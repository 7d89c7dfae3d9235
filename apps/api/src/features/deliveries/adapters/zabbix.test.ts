import { describe, expect, it } from '@jest/globals';
import type { AdapterInput } from './adapter.js';
import { testPayload } from './test-payload.js';
import { readZabbix } from './zabbix.adapter.js';

const RECEIVED = new Date('2026-11-21T01:31:00Z');
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});

const STARTED = new Date('2026-11-21T01:30:00Z');
const problem = testPayload('zabbix-problem');
const recovery = { ...problem, event_value: '0', recovery_id: '70002', recovery_timestamp: '1795224900' };
const update = (update_action: string, more: object = {}) => ({
  ...problem,
  event_update_status: '1',
  update_action,
  update_timestamp: '1795224720',
  user: 'Hanako (admin)',
  ...more,
});
const read = (body: unknown) => readZabbix(input(body));

describe('zabbix', () => {
  it('reads a problem: the trigger is the rule, the event the episode', () => {
    const { transitions, events, definitions, problems } = read(problem);
    expect(problems).toEqual([]);
    expect(transitions).toMatchObject([
      {
        ruleUid: '23001',
        ruleName: 'Disk space is low on db-1',
        fingerprint: '70001',
        startsAt: STARTED,
        notifiedAt: RECEIVED,
        service: 'checkout',
        severity: 'high',
        labels: { service: 'checkout', scope: 'capacity', host: 'db-1', hostGroups: 'Databases' },
        annotations: { operationalData: 'Used: 91 %' },
        generatorUrl: problem.link,
      },
    ]);
    expect(transitions[0]!.endsAt ?? null).toBeNull();
    expect(events).toMatchObject([{ kind: 'firing', startsAt: STARTED, at: STARTED }]);
    expect(definitions).toMatchObject([
      { uid: '23001', expression: 'last(/db-1/vfs.fs.size[/,pused])>90', labels: { host: 'db-1' } },
    ]);
  });

  it('has a name that does not change with the values in it', () => {
    const parts = {
      trigger_name: 'Load is 4.2 on db-1',
      trigger_name_orig: 'Load is {ITEM.LASTVALUE} on {HOST.NAME}',
    };
    expect(read({ ...problem, ...parts }).transitions[0]!.ruleName).toBe(parts.trigger_name_orig);
    const plain = { trigger_name: 'Load is high on db-1', trigger_name_orig: 'Load is high on {HOST.NAME}' };
    expect(read({ ...problem, ...plain }).definitions[0]!.name).toBe(plain.trigger_name);
  });

  it('reads a recovery', () => {
    const endsAt = new Date('2026-11-21T01:35:00Z');
    expect(read(recovery)).toMatchObject({
      transitions: [{ startsAt: STARTED, endsAt, endReason: 'resolved' }],
      events: [{ kind: 'ok', startsAt: STARTED, at: endsAt }],
    });
  });

  it('counts nobody as told where the media type says so', () => {
    expect(read({ ...problem, notified: 'no' }).transitions[0]!.notifiedAt).toBeNull();
  });

  it.each([
    ['acknowledged', ['acknowledged']],
    ['unacknowledged', ['unacknowledged']],
    ['commented', ['note']],
    ['closed', ['note']],
    ['changed severity from High to Warning', ['severity_changed']],
    ['acknowledged, commented and closed', ['acknowledged', 'note', 'note']],
    ['suppressed until 2026.11.22 10:00:00', ['muted']],
    ['ranked as symptom', ['note']],
  ])('an update "%s" is %j', (action, kinds) => {
    const { events } = read(update(action, { update_message: 'looking' }));
    expect(events.map(({ kind }) => kind)).toEqual(kinds);
    for (const event of events) {
      expect(event).toMatchObject({
        at: new Date('2026-11-21T01:32:00Z'),
        startsAt: STARTED,
        by: 'Hanako (admin)',
        detail: { message: 'looking' },
      });
    }
  });

  it('puts an acknowledgement, a close, a suppression and a new severity on the episode', () => {
    const at = new Date('2026-11-21T01:32:00Z');
    const both = read(update('acknowledged and closed')).transitions[0];
    expect(both).toMatchObject({
      acknowledgedAt: at,
      acknowledgedBy: 'Hanako (admin)',
      endsAt: at,
      endReason: 'closed',
    });
    expect(read(update('suppressed indefinitely')).transitions[0]).toMatchObject({ suppressedAt: at });
    const changed = read(update('changed severity from High to Warning', { update_nseverity: '2' }));
    expect(changed.transitions[0]!.severity).toBe('warning');
    expect(changed.events[0]!.severity).toBe('warning');
    expect(read(update('unacknowledged')).transitions[0]!.acknowledgedAt ?? null).toBeNull();
  });

  it.each([
    ['+09:00', '2026-11-21T01:30:00Z'],
    ['+0900', '2026-11-21T01:30:00Z'],
    ['-05:00', '2026-11-21T15:30:00Z'],
    ['Z', '2026-11-21T10:30:00Z'],
  ])('reads date and time of an older Zabbix with the offset %s', (utc_offset, expected) => {
    const { event_timestamp, ...old } = problem;
    expect(event_timestamp).toBe('1795224600');
    expect(read({ ...old, utc_offset }).transitions[0]!.startsAt).toEqual(new Date(expected));
  });

  it('asks for the offset rather than guess a time zone', () => {
    const { event_timestamp, ...old } = problem;
    expect(event_timestamp).toBeDefined();
    expect(() => read(old)).toThrow(
      'utc_offset: this Zabbix sends event_date and event_time without a time zone',
    );
    expect(() => read({ ...old, utc_offset: 'JST' })).toThrow(
      'expected such as 2026.11.21, 09:30:00, +09:00',
    );
  });

  it('leaves events of no trigger out and says so', () => {
    const output = read({ ...problem, event_source: '4' });
    expect([output.transitions, output.warnings.length]).toEqual([[], 1]);
  });

  it.each([
    [{ format: undefined }, 'format: expected "tenken-zabbix/1"'],
    [{ event_value: '2' }, 'event_value: expected 1 (problem) or 0 (recovery), found "2"'],
    [{ trigger_id: '' }, 'trigger_id: expected a text of 1 to 500 characters'],
    [{ event_value: '0' }, 'recovery_timestamp: expected seconds since 1970, found nothing'],
    [{ event_value: '0', recovery_timestamp: '1795224000' }, 'expected a time at or after event_timestamp'],
  ])('says what is wrong: %j', (parts, words) => {
    expect(() => read({ ...problem, ...parts })).toThrow(words);
  });
});
