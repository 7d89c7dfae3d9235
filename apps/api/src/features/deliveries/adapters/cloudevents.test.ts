import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import type { AdapterInput, AdapterOutput } from './adapter.js';
import { readAlertmanager } from './alertmanager.adapter.js';
import { readCloudevents } from './cloudevents.adapter.js';
import { readGeneric } from './generic.adapter.js';

const RECEIVED = new Date('2026-11-20T01:16:01Z');
const BATCH = JSON.parse(
  readFileSync(
    new URL('../../../../../../test/fixtures/payloads/cloudevents-batch.json', import.meta.url),
  ).toString(),
) as [Record<string, unknown>, ...Record<string, unknown>[]];
const input = (body: unknown, more: Partial<AdapterInput> = {}): AdapterInput => ({
  body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
  headers: {},
  receivedAt: RECEIVED,
  settings: {},
  ...more,
});
const MAPPED: SourceSettings = {
  mapping: {
    rule: 'what',
    startsAt: 'since',
    service: '$event.subject',
    labels: '{from: $event.source, hint: $event.severityhint}',
  },
};

const texts = ({ problems }: AdapterOutput) => problems.map(({ text }) => text);

describe('CloudEvents', () => {
  it('reads a batch: our types, base64, a foreign type by the mapping', () => {
    const read = readCloudevents(input(BATCH, { settings: MAPPED }));
    expect(read.problems).toEqual([]);
    expect(read.transitions).toMatchObject([
      { ruleUid: 'disk-17', service: 'orders', endsAt: new Date('2026-11-20T01:15:50Z') },
      {
        ruleUid: 'Replica is behind',
        service: 'db-2',
        startsAt: new Date('2026-11-20T01:15:00Z'),
        labels: { from: '/watch/osaka', hint: 'high' },
      },
    ]);
    expect(read.events).toMatchObject([
      {
        kind: 'firing',
        fingerprint: 'q-1',
        startsAt: null,
        at: new Date('2026-11-20T01:15:30.500Z'),
        severity: 'critical',
      },
      { kind: 'ok', fingerprint: 'q-1', startsAt: null, at: new Date('2026-11-20T01:15:59Z') },
    ]);
  });

  it('keeps a foreign type in quarantine, in words, while there is no mapping', () => {
    const { problems, transitions, events } = readCloudevents(input(BATCH));
    expect([transitions.length, events.length]).toEqual([1, 2]);
    expect(problems).toMatchObject([
      {
        field: 'type',
        code: 'mapped_event_type',
        params: { prefix: 'dev.tenken.episode' },
        found: '"com.example.alert"',
        item: 4,
        text: expect.stringMatching(/write one in its settings .*found "com.example.alert" \(item 4\)$/),
      },
    ]);
  });

  it('reads the binary form: attributes in headers, percent-encoded beyond ASCII', () => {
    const headers = {
      'ce-id': 'e-9',
      'ce-source': '/watch',
      'ce-specversion': '1.0',
      'ce-type': 'com.example.alert',
      'ce-subject': '%E6%B1%BA%E6%B8%88',
      'content-type': 'application/json; charset=utf-8',
    };
    const body = { what: 'Replica is behind', since: 1795137300 };
    const read = readCloudevents(input(body, { headers, settings: MAPPED }));
    expect(read.transitions).toMatchObject([{ service: '決済', labels: { from: '/watch' } }]);
    const text = readCloudevents(
      input(Buffer.from('down'), {
        headers: { ...headers, 'content-type': 'text/plain' },
        settings: { mapping: { rule: '@', at: '$event.time', state: '`"down"`' } },
      }),
    );
    expect(texts(text)).toEqual(['at: expected a time, found nothing']);
  });

  it('lets the time of an event stand for what its type says', () => {
    const event = (type: string, data: object) =>
      readCloudevents(
        input({ ...BATCH[0], type, time: '2026-11-20T01:15:55Z', data: { rule: 'R', ...data } }),
      );
    const startsAt = '2026-11-20T01:15:00Z';
    const time = new Date('2026-11-20T01:15:55Z');
    expect(event('dev.tenken.episode.resolved', { startsAt }).transitions).toMatchObject([{ endsAt: time }]);
    expect(event('dev.tenken.episode.acknowledged', { startsAt }).transitions).toMatchObject([
      { endsAt: null, acknowledgedAt: time },
    ]);
    expect(event('dev.tenken.episode.acknowledged', { acknowledgedBy: 'Hanako' }).events).toMatchObject([
      { kind: 'acknowledged', at: time, by: 'Hanako' },
    ]);
    expect(texts(event('dev.tenken.episode', {}))).toEqual([expect.stringContaining('data.startsAt')]);
  });

  it.each([
    ['no event', { specversion: '1.0' }, 'id'],
    ['another version', { ...BATCH[0], specversion: '0.3' }, 'specversion'],
    ['no object', 7, 'the body'],
  ])('refuses %s and names the field', (_, body, field) => {
    expect(() => readCloudevents(input(body))).toThrow(field);
  });

  it('names the part of a batch that is none, and takes the others', () => {
    const read = readCloudevents(input([BATCH[0], { id: 'x' }, null]));
    expect(read.transitions).toHaveLength(1);
    expect(texts(read)).toEqual([expect.stringMatching(/^1\.source/), expect.stringMatching(/^2: /)]);
  });
});

describe('a mapping in the settings', () => {
  const settings: SourceSettings = { mapping: { rule: 'what', startsAt: 'since' } };
  const body = { what: 'Disk', since: 1795137300 };

  it('reads what the generic webhook gets', () => {
    expect(readGeneric(input(body, { settings })).transitions).toMatchObject([{ ruleUid: 'Disk' }]);
    expect(texts(readGeneric(input({ rule: 'R' }, { settings })))).toEqual([
      'rule: expected a text, found nothing',
    ]);
  });

  it('reads an Alertmanager’s custom payload, and leaves the usual one as it is', () => {
    expect(readAlertmanager(input(body, { settings })).transitions).toMatchObject([{ ruleUid: 'Disk' }]);
    const usual = {
      alerts: [{ status: 'firing', labels: { alertname: 'A' }, startsAt: '2026-11-20T01:00:00Z' }],
    };
    expect(readAlertmanager(input(usual, { settings })).transitions).toMatchObject([{ ruleUid: 'A' }]);
    expect(() => readAlertmanager(input(body))).toThrow(
      expect.objectContaining({ code: 'not_alertmanager' }),
    );
  });
});
