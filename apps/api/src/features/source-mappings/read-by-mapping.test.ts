import { describe, expect, it } from '@jest/globals';
import { SourceMapping } from '@tenken/shared/source-mapping.contract';
import fc from 'fast-check';
import { SourceMappingService } from './source-mapping.service.js';

const RECEIVED = new Date('2026-11-21T00:31:00Z');
const read = (mapping: SourceMapping, body: unknown, event?: Record<string, string>) =>
  SourceMappingService.read(SourceMapping.parse(mapping), body, RECEIVED, event);

const BODY = {
  tool: 'watchman',
  findings: [
    {
      check: { id: 17, title: 'Disk nearly full' },
      level: 'P1',
      since: 1795221000,
      until: null,
      where: { host: 'db-1', zone: 'tokyo', disk: 3, none: null },
      text: '91 % used',
    },
    {
      check: { id: 17, title: 'Disk nearly full' },
      level: 'p9',
      since: 1795221000,
      until: 1795221600,
      where: { host: 'db-2' },
    },
  ],
};
const MAPPING: SourceMapping = {
  list: 'findings',
  rule: 'check.title',
  ruleUid: 'check.id',
  service: "join('-', [$.tool, where.zone || 'nowhere'])",
  severity: 'level',
  severityValues: { P1: 'critical' },
  startsAt: 'since',
  endsAt: 'until',
  labels: 'where',
  annotations: '{note: text}',
  summary: 'text',
};

describe('a mapping whose messages name the start', () => {
  it('reads every item, in the words of the mapping', () => {
    const { transitions, problems, warnings } = read(MAPPING, BODY);
    expect([problems, warnings]).toEqual([[], []]);
    expect(transitions).toMatchObject([
      {
        ruleUid: '17',
        ruleName: 'Disk nearly full',
        service: 'watchman-tokyo',
        severity: 'critical',
        startsAt: new Date('2026-11-21T00:30:00Z'),
        endsAt: null,
        labels: { host: 'db-1', zone: 'tokyo', disk: '3' },
        annotations: { note: '91 % used' },
        notifiedAt: null,
      },
      {
        service: 'watchman-nowhere',
        severity: 'p9',
        endsAt: new Date('2026-11-21T00:40:00Z'),
        endReason: 'resolved',
        annotations: {},
      },
    ]);
    expect(transitions[0]!.fingerprint).not.toBe(transitions[1]!.fingerprint);
    expect(read(MAPPING, structuredClone(BODY))).toEqual(read(MAPPING, BODY));
  });

  it('names the field and the item of each mistake, and takes the others', () => {
    const wrong = [
      BODY.findings[0],
      { ...BODY.findings[0], since: 'soon' },
      { ...BODY.findings[0], check: {} },
      { ...BODY.findings[0], until: 1795220000 },
      { ...BODY.findings[0], where: 'db' },
      { ...BODY.findings[0], level: ['a'] },
      7,
    ];
    const { transitions, problems } = read(MAPPING, { findings: wrong, tool: 't' });
    expect(transitions).toHaveLength(1);
    expect(problems.map(({ text }) => text)).toEqual([
      'startsAt: expected a time such as 2026-11-21T09:30:00+09:00, or seconds since 1970, found "soon" (item 2)',
      'rule: expected a text, found nothing (item 3)',
      'endsAt: expected a time at or after the start, found 2026-11-21T00:13:20.000Z (item 4)',
      expect.stringMatching(/^labels: expected an object, .*found "db" \(item 5\)$/),
      'severity: expected a text, found a list (item 6)',
      'rule: expected a text, found nothing (item 7)',
    ]);
    expect(read(MAPPING, {}).problems).toMatchObject([{ text: 'list: expected a list, found nothing' }]);
  });

  it('leaves out what the condition does not hold for, and says how many', () => {
    const { transitions, warnings } = read({ ...MAPPING, when: "level == 'P1'" }, BODY);
    expect([transitions.length, warnings]).toEqual([1, ['1 of 2 items were left out by the mapping.']]);
  });

  it('takes labels from lists', () => {
    const labels = (value: unknown) =>
      read({ ...MAPPING, list: '@', service: 'level' }, { ...BODY.findings[0], where: value }).transitions[0]
        ?.labels;
    expect(labels(['zone:tokyo', 'env = prod', 'seen'])).toEqual({
      zone: 'tokyo',
      env: 'prod',
      seen: 'true',
    });
    expect(
      labels([
        { name: 'a', value: 1 },
        { key: 'b', value: [1, 'x'] },
      ]),
    ).toEqual({ a: '1', b: '1, x' });
    expect(labels({ o: { a: 1 } })).toEqual({ o: '{"a":1}' });
  });
});

describe('a mapping whose messages give a state', () => {
  const mapping: SourceMapping = {
    rule: 'name',
    fingerprint: 'id',
    at: 'ts',
    state: 'status',
    stateValues: { Bad: 'firing', maintenance: 'ignored' },
  };
  const kinds = (status: unknown) =>
    read(mapping, { name: 'R', id: 'x', ts: '1795221000', status }).events.map(({ kind }) => kind);

  it.each([
    ['Bad', ['firing']],
    ['BAD', ['firing']],
    ['recovered', ['ok']],
    ['復旧', ['ok']],
    [true, ['firing']],
    [0, ['ok']],
    ['INSUFFICIENT_DATA', ['no_data']],
    ['maintenance', []],
  ])('%p is %p', (status, expected) => {
    expect(kinds(status)).toEqual(expected);
  });

  it('makes events to fold, without a start', () => {
    expect(read(mapping, { name: 'R', id: 'x', ts: 1795221000, status: 'Bad' }).events).toMatchObject([
      { ruleUid: 'R', fingerprint: 'x', startsAt: null, at: new Date('2026-11-21T00:30:00Z') },
    ]);
  });

  it('asks for the meaning of a word that it does not know', () => {
    expect(read(mapping, { name: 'R', ts: 1795221000, status: 'odd' }).problems).toMatchObject([
      { code: 'known_word', text: 'state: expected a word that is known; say what it means, found "odd"' },
    ]);
  });
});

describe('a mapping and what it must withstand', () => {
  it('sees the attributes of a CloudEvent and the whole body', () => {
    const mapping: SourceMapping = { ...MAPPING, list: 'data', rule: '$event.type', service: '$.owner' };
    const body = { owner: 'sre', data: [BODY.findings[0]] };
    expect(read(mapping, body, { type: 'com.example.alert' }).transitions).toMatchObject([
      { ruleName: 'com.example.alert', service: 'sre' },
    ]);
  });

  it('stops an expression that would run for ever and fill the memory', () => {
    const bomb = `${Array(38).fill('[@, @]').join('|')}|to_string(@)`;
    const startedAt = performance.now();
    const { problems } = read({ ...MAPPING, list: '@', rule: bomb }, BODY);
    expect(problems).toMatchObject([{ text: expect.stringContaining('took longer than 1500 ms') }]);
    expect(performance.now() - startedAt).toBeLessThan(8000);
    expect(read(MAPPING, BODY).transitions).toHaveLength(2);
  });

  it('finds no members that no body has', () => {
    for (const rule of ['constructor', 'toString', '__proto__', 'a.constructor']) {
      expect(read({ ...MAPPING, list: '@', rule }, { a: {} }).problems).toMatchObject([
        { text: expect.stringMatching(/^rule: expected a text, found (nothing|an object)$/) },
      ]);
    }
    const labels = JSON.parse('{"__proto__": {"polluted": "yes"}, "a": "b"}');
    read({ ...MAPPING, list: '@', labels: '@', rule: 'a', startsAt: '`1795221000`' }, labels);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reads 2,000 items within its time, and no more', () => {
    const findings = Array(2000).fill(BODY.findings[0]);
    expect(read(MAPPING, { findings, tool: 't' }).transitions).toHaveLength(2000);
    expect(read(MAPPING, { findings: [...findings, 1] }).problems).toMatchObject([
      { text: 'list: expected at most 2000 items, found 2001' },
    ]);
  });

  it('never throws, whatever the body is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        read(MAPPING, body);
        read({ ...MAPPING, list: 'findings || @', labels: '@' }, { findings: body });
      }),
      { numRuns: 300 },
    );
  });
});

describe('the contract', () => {
  it.each([
    [{ rule: 'a' }, 'startsAt'],
    [{ rule: 'a', at: 't' }, 'startsAt'],
    [{ rule: 'a', startsAt: 't', state: 's', at: 't' }, 'at'],
    [{ rule: 'a', state: 's', at: 't', endsAt: 'e' }, 'endsAt'],
    [{ startsAt: 't' }, 'rule'],
    [{ rule: 'a', startsAt: 't', timeZone: 'Tokyo' }, 'timeZone'],
  ])('refuses %j', (mapping, path) => {
    const issues = SourceMapping.safeParse(mapping).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  it('names each field and position of what cannot be parsed', () => {
    const mapping = { rule: 'a..b', startsAt: 't', labels: 'x[' };
    expect(() => SourceMappingService.check(mapping, 'settings.mapping')).toThrow(
      expect.objectContaining({
        code: 'invalid_mapping',
        options: {
          errors: [
            { path: 'settings.mapping.rule', message: '"." does not fit here (position 3)' },
            { path: 'settings.mapping.labels', message: 'something is missing at the end (position 3)' },
          ],
        },
      }),
    );
  });
});
