import { describe, expect, it } from '@jest/globals';
import type { MappedKind } from '@tenken/shared/import-fields';
import { flattenRecord } from './flatten-record.js';
import { fieldMapping, guessMapping, hasFields } from './guess-mapping.js';
import { headerKey } from './header-key.js';
import { RecordMapper } from './record-mapper.js';

/** `column → field` of what a guess takes in. */
function guessed(kind: MappedKind, columns: string[]): Record<string, string> {
  const pairs = guessMapping(kind, columns).columns.flatMap(({ column, field }) =>
    field ? [[column, field]] : [],
  );
  return Object.fromEntries(pairs);
}

describe('a guess at columns', () => {
  it('knows a Japanese list of incidents', () => {
    expect(
      guessed('incidents', [
        '管理番号',
        '件名',
        '重大度',
        '対象システム',
        '発生日時',
        '検知日時',
        '復旧日時',
        '原因分類',
        '備考',
      ]),
    ).toEqual({
      管理番号: 'externalId',
      件名: 'title',
      重大度: 'severity',
      対象システム: 'services',
      発生日時: 'startedAt',
      検知日時: 'detectedAt',
      復旧日時: 'resolvedAt',
      原因分類: 'causeCategory',
    });
  });

  it.each<[string, MappedKind, string[], Record<string, string>]>([
    [
      'PagerDuty as CSV',
      'incidents',
      [
        'id',
        'incident_number',
        'description',
        'service_name',
        'urgency',
        'created_on',
        'resolved_on',
        'seconds_to_first_ack',
      ],
      {
        incident_number: 'externalId',
        description: 'title',
        service_name: 'services',
        urgency: 'severity',
        created_on: 'declaredAt',
        resolved_on: 'resolvedAt',
        seconds_to_first_ack: 'acknowledgedAfter',
      },
    ],
    [
      'PagerDuty as JSON',
      'incidents',
      [
        'id',
        'title',
        'created_at',
        'resolved_at',
        'service.id',
        'service.summary',
        'priority.summary',
        'html_url',
      ],
      {
        id: 'externalId',
        title: 'title',
        created_at: 'declaredAt',
        resolved_at: 'resolvedAt',
        'service.summary': 'services',
        'priority.summary': 'severity',
        html_url: 'url',
      },
    ],
    [
      'Rootly',
      'incidents',
      [
        'sequential_id',
        'title',
        'kind',
        'severity',
        'services',
        'started_at',
        'detected_at',
        'acknowledged_at',
        'mitigated_at',
        'resolved_at',
        'closed_at',
        'summary',
      ],
      {
        sequential_id: 'externalId',
        title: 'title',
        kind: 'kind',
        severity: 'severity',
        services: 'services',
        started_at: 'startedAt',
        detected_at: 'detectedAt',
        acknowledged_at: 'acknowledgedAt',
        mitigated_at: 'mitigatedAt',
        resolved_at: 'resolvedAt',
        closed_at: 'closedAt',
        summary: 'summary',
      },
    ],
    [
      'Opsgenie',
      'incidents',
      ['id', 'tinyId', 'message', 'priority', 'createdAt', 'impactedServices', 'tags'],
      {
        id: 'externalId',
        message: 'title',
        priority: 'severity',
        createdAt: 'declaredAt',
        impactedServices: 'services',
        tags: 'tags',
      },
    ],
    [
      'Jira',
      'action-items',
      ['Issue key', 'Summary', 'Assignee', 'Status', 'Priority', 'Due date', 'Created', 'Resolved'],
      {
        'Issue key': 'externalId',
        Summary: 'title',
        Assignee: 'owner',
        Status: 'status',
        Priority: 'priority',
        'Due date': 'dueOn',
        Created: 'createdAt',
        Resolved: 'completedAt',
      },
    ],
  ])('knows %s', (_, kind, columns, fields) => {
    expect(guessed(kind, columns)).toEqual(fields);
  });

  it('passes over the columns of a reject file, and knows the same columns in any order', () => {
    expect(
      guessMapping('incidents', ['title', '_line', '_reason']).columns.map(({ column }) => column),
    ).toEqual(['title']);
    expect(headerKey(['Title', 'id', '_line', '_reason'])).toBe(headerKey(['ID', 'title']));
    expect(headerKey(['title'])).not.toBe(headerKey(['title', 'id']));
  });

  it('is not needed where the columns are fields', () => {
    expect(hasFields('incidents', ['externalId', 'title', 'note'])).toBe(true);
    expect(hasFields('episodes', ['rule', 'state', 'at'])).toBe(true);
    expect(hasFields('episodes', ['rule', 'endsAt'])).toBe(false);
    expect(fieldMapping('episodes', ['rule', 'labels.job', 'x']).columns.map(({ field }) => field)).toEqual([
      'rule',
      'labels.job',
      null,
    ]);
  });
});

describe('a mapped row', () => {
  const map = (kind: MappedKind, row: Record<string, string>, more: object = {}) => {
    const columns = Object.keys(row);
    const mapping = { ...guessMapping(kind, columns), timeZone: 'Asia/Tokyo', ...more };
    return new RecordMapper(kind, mapping, columns).read(Object.values(row));
  };

  it('has words of people as the values of the fields', () => {
    const { value, problems } = map('action-items', {
      番号: 'A-1',
      件名: '再試行の制限',
      状態: '対応済み',
      優先度: '高',
      期限: '令和8年12月24日',
      完了日: '2026/12/20',
    });
    expect([value, problems]).toEqual([
      {
        externalId: 'A-1',
        title: '再試行の制限',
        status: 'done',
        priority: 'P1',
        dueOn: '2026-12-24',
        completedAt: '2026-12-19T15:00:00.000Z',
      },
      [],
    ]);
  });

  it('adds durations to the instant that they start from, and never over a stated one', () => {
    const row = {
      incident_number: '1',
      description: 'x',
      created_on: '2026-11-21T05:00:00Z',
      seconds_to_first_ack: '300',
    };
    expect(map('incidents', row).value.acknowledgedAt).toBe('2026-11-21T05:05:00.000Z');
    const stated = { ...row, acknowledged_at: '2026-11-21T05:01:00Z' };
    expect(map('incidents', stated).value.acknowledgedAt).toBe('2026-11-21T05:01:00Z');
    expect(map('incidents', { number: '1', title: 'x', duration: '83' }).problems).toMatchObject([
      { column: 'duration', field: 'resolvedAfter', code: 'duration_unit' },
    ]);
    expect(map('incidents', { number: '1', title: 'x', 'duration (min)': '83' }).problems).toMatchObject([
      { code: 'duration_start' },
    ]);
  });

  it('keeps labels whatever they are called', () => {
    const { value } = map('episodes', {
      rule: 'r',
      startsAt: '2026-11-21T05:00:00Z',
      'labels.__proto__': 'x',
      'labels.a.b': 'y',
    });
    expect(Object.entries(value.labels as object)).toEqual([
      ['__proto__', 'x'],
      ['a.b', 'y'],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('says how numbers were told, and where the zone of the file was used', () => {
    const { notes } = map('episodes', { rule: 'r', startsAt: '1795237500000', endsAt: '2026/11/21 14:30' });
    expect(notes).toEqual([
      { column: 'startsAt', readAs: 'milliseconds', at: '2026-11-21T05:05:00.000Z' },
      { column: 'endsAt', readAs: 'local', at: '2026-11-21T05:30:00.000Z' },
    ]);
  });
});

describe('a JSON record as cells', () => {
  it('has paths for members, and names for lists', () => {
    expect({
      ...flattenRecord({ a: 1, b: { c: { d: 'x' } }, e: [{ name: 'n' }, 'm'], f: null, g: [] }),
    }).toEqual({
      a: '1',
      'b.c.d': 'x',
      e: 'n;m',
    });
  });
});
