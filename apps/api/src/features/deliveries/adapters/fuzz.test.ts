import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import fc from 'fast-check';
import { type AdapterInput, type AdapterOutput, UnreadableDelivery } from './adapter.js';
import { adapters } from './adapter-list.js';

/**
 * Every adapter against input that nobody would send on purpose: 10,000 times its fixtures with things changed in them,
 * which get deepest, and 2,000 times each any JSON and any bytes, of which most is turned away at the door. What it may
 * do: say what it read, or throw UnreadableDelivery. What it says must be storable and possible.
 */
const CASES = 10_000;
const OTHER_CASES = 2000;
const SMALL_BYTES = 2100;
const SEED = 20_261_121;
const RECEIVED_AT = new Date('2026-11-21T03:00:00.000Z');
const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

const FIXTURES = new URL('../../../../../../test/fixtures/payloads/', import.meta.url);
const fixtureNames = readdirSync(FIXTURES).filter((name) => name.endsWith('.json'));
const readFixture = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
/** Bodies of adapters whose kind has no fixture under its own name. */
const MORE_BODIES: Record<string, unknown[]> = {
  'alertmanager-receiver': [
    [
      {
        labels: { alertname: 'A', zone: 'x' },
        annotations: {},
        startsAt: '2026-11-20T03:00:00Z',
        endsAt: '2026-11-20T04:00:00Z',
      },
    ],
  ],
  generic: [
    { rule: 'R', startsAt: '2026-11-20T03:00:00Z', endsAt: '2026-11-20T04:00:00Z', labels: { a: 'b' } },
    { alert: { name: 'R', at: 1_763_600_000, state: 'firing', tags: ['zone:a'] } },
  ],
};

/** NUL, and halves of characters */
const UNSTORABLE = /\0|\p{Surrogate}/u;

const MAPPINGS: SourceSettings[] = [
  {},
  { mapping: { rule: 'alert.name', at: 'alert.at', state: 'alert.state', labels: 'alert.tags' } },
  {
    mapping: {
      list: 'alerts',
      rule: 'labels.alertname',
      startsAt: 'startsAt',
      endsAt: 'endsAt',
      labels: 'labels',
    },
  },
];
const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
      'text/plain',
      '',
    ),
    'x-github-event': fc.constantFrom('issues', 'ping', 'issue_comment', 'constructor'),
    'sentry-hook-resource': fc.constantFrom(
      'event_alert',
      'metric_alert',
      'issue',
      'installation',
      '__proto__',
    ),
    'x-amz-sns-message-type': fc.constantFrom(
      'Notification',
      'SubscriptionConfirmation',
      'UnsubscribeConfirmation',
    ),
    'x-amz-sns-rawdelivery': fc.constantFrom('true', 'false'),
    'ce-id': fc.constantFrom('1', ''),
    'ce-source': fc.constantFrom('/a', ''),
    'ce-type': fc.constantFrom('com.example.alert', ''),
    'ce-specversion': fc.constantFrom('1.0', '9'),
    'ce-time': fc.constantFrom('2026-11-20T03:00:00Z', '22025-01-01T00:00:00Z', 'x'),
  },
  { requiredKeys: [] },
);

/** Values that have broken parsers somewhere. */
const nasty = fc.constantFrom<unknown>(
  null,
  true,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202e',
  0,
  -1,
  0.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  253_402_300_800_000,
  1_763_600_000,
  1_763_600_000_000,
  1_763_600_000_000_000_000,
  '18446744073709551615',
  '-5',
  'NaN',
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '22025-01-01T00:00:00Z',
  '+022025-01-01T00:00:00.000Z',
  '2026-02-30T00:00:00Z',
  '2026-11-20T24:00:00Z',
  '2026-11-20T03:00:00.123456789+09:00',
  '2026-11-20',
  'resolved',
  'firing',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(2500),
  [],
  {},
  [[[[[]]]]],
  [null],
  { toString: null, length: -1 },
  { a: { b: { c: {} } } },
);
const key = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'alerts',
  'labels',
  'id',
  'status',
  'then',
  '',
);
const mutation = fc.record({
  where: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'add', 'swap', 'wrap', 'repeat'),
  value: nasty,
  key,
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** Every place of a value: its holder and its key there. */
function places(value: unknown, found: [object, string][]): [object, string][] {
  if (value === null || typeof value !== 'object') return found;
  for (const name of Object.keys(value)) {
    found.push([value, name]);
    places((value as Record<string, unknown>)[name], found);
  }
  return found;
}

/** The fixture with some things changed, as JSON text: only text can hold a key like __proto__ as JSON does. */
function mutate(fixture: string, mutations: readonly Mutation[]): string {
  const root: { body: unknown } = { body: JSON.parse(fixture) };
  const all = places(root, []);
  for (const { where, how, value: shared, key: name } of mutations) {
    const [holder, at] = all[where % all.length] as [Record<string, unknown>, string];
    const [other, otherAt] = all[(where * 7 + 3) % all.length] as [Record<string, unknown>, string];
    const old = holder[at];
    const value = copy(shared);
    if (how === 'replace') holder[at] = value;
    else if (how === 'remove' && holder !== (root as object)) delete holder[at];
    else if (how === 'swap') holder[at] = copy(other[otherAt]);
    else if (how === 'wrap') holder[at] = [old];
    else if (how === 'repeat' && Array.isArray(old)) holder[at] = [...old, ...old].slice(0, 8);
    else if (how === 'add' && old !== null && typeof old === 'object') {
      Object.defineProperty(old, name, { value, enumerable: true, configurable: true, writable: true });
      all.push([old, name]);
    }
    // What is new can be changed as well.
    if (holder[at] !== old) places(holder[at], all);
  }
  return JSON.stringify(root.body) ?? 'null';
}

function copy(value: unknown): unknown {
  return value !== null && typeof value === 'object' ? structuredClone(value) : value;
}

/** The adapter's answer, or null when it says in the agreed way that it cannot read this. */
function read(adapter: string, body: Buffer, more: Partial<AdapterInput> = {}): AdapterOutput | null {
  try {
    const input = { body, headers: {}, receivedAt: RECEIVED_AT, settings: {}, ...more };
    return adapters.get(adapter)!(input);
  } catch (error) {
    if (error instanceof UnreadableDelivery) {
      expectStorable(error.message, 'message');
      return null;
    }
    throw error;
  }
}

/** What of a value cannot be stored, with its path, or null: a date outside 2000 to 2099, NUL, a number that is none. */
function unstorable(value: unknown): string | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? ` is ${JSON.stringify(value)}` : null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : ` is ${value}`;
  if (value instanceof Date) {
    const ms = value.getTime();
    return ms >= FIRST_MS && ms < LAST_MS ? null : ` is the time ${ms}`;
  }
  if (value === null || typeof value !== 'object') return null;
  for (const name in value) {
    if (UNSTORABLE.test(name)) return ` has the key ${JSON.stringify(name)}`;
    const found = unstorable((value as Record<string, unknown>)[name]);
    if (found !== null) return `.${name}${found}`;
  }
  return null;
}

function expectStorable(value: unknown, what: string): void {
  const found = unstorable(value);
  if (found !== null) throw new Error(`${what}${found}`);
}

function expectPossible(output: AdapterOutput | null): void {
  if (output === null) return;
  expectStorable(output, 'output');
  for (const { startsAt, endsAt, expectedEndAt, labels, annotations } of output.transitions) {
    if (endsAt && endsAt < startsAt) throw new Error(`an end before its start: ${startsAt} ${endsAt}`);
    if (expectedEndAt && expectedEndAt < startsAt) throw new Error('an expected end before its start');
    expectTexts(labels);
    expectTexts(annotations);
  }
  for (const { at, receivedAt, labels, annotations } of output.events) {
    if (!(at instanceof Date && receivedAt instanceof Date)) throw new Error('an event without an instant');
    expectTexts(labels);
    expectTexts(annotations);
  }
  for (const { startsAt, endsAt } of output.silences) {
    if (endsAt && endsAt < startsAt) throw new Error('a silence that ends before it starts');
  }
}

function expectTexts(values: Record<string, string>): void {
  const odd = Object.values(values).find((value) => typeof value !== 'string');
  if (odd !== undefined) throw new Error(`a label that is no text: ${JSON.stringify(odd)}`);
}

/** The adapter's own fixtures; of those that share a prefix all, because a body may come to the wrong address. */
function fixturesOf(adapter: string): unknown[] {
  return [
    ...fixtureNames.filter((name) => name.startsWith(`${adapter}-`)).map(readFixture),
    ...(MORE_BODIES[adapter] ?? []),
  ];
}

/** The same cases for every adapter: making them costs more than reading them. */
const samples = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] =>
  fc.sample(arbitrary, { numRuns, seed: SEED });
const manyMutations = samples(fc.array(mutation, { minLength: 1, maxLength: 4 }), CASES);
const manyHeaders = samples(headers, CASES);
const manyJson = samples(fc.json({ maxDepth: 4, stringUnit: 'binary' }), OTHER_CASES);
const manyBytes = samples(fc.uint8Array({ maxLength: 200 }), OTHER_CASES).map((bytes) => Buffer.from(bytes));

/** A mapping runs people's expressions in a sandbox, which takes a hundred times as long as all else. */
function settingsOf(index: number): SourceSettings {
  return index % 20 === 0 ? MAPPINGS[(index / 20) % MAPPINGS.length]! : {};
}

/** Runs all cases, and names the body of the one that fails. */
function forAll(cases: number, bodyOf: (index: number) => Buffer, adapter: string): void {
  for (let index = 0; index < cases; index += 1) {
    const body = bodyOf(index);
    try {
      expectPossible(read(adapter, body, { headers: manyHeaders[index]!, settings: settingsOf(index) }));
    } catch (error) {
      const shown = body.length > 3000 ? `${body.toString('utf8', 0, 3000)}…` : body.toString('utf8');
      throw new Error(`Case ${index} of ${adapter}: ${(error as Error).message}\n${shown}`, { cause: error });
    }
  }
}

const { stackTraceLimit } = Error;
beforeAll(() => {
  // A hundred thousand refusals, each with its stack, take longer than the reading.
  Error.stackTraceLimit = 0;
});

describe.each([...adapters.keys()])('%s', (adapter) => {
  const texts = fixturesOf(adapter).map((fixture) => JSON.stringify(fixture));

  it('has fixtures, and reads them as they are', () => {
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expectPossible(read(adapter, Buffer.from(text)));
  });

  it('survives its fixtures with things changed in them', () => {
    // Large ones take long to change and say little more than small ones.
    const small = texts.filter(({ length }) => length < SMALL_BYTES);
    forAll(
      CASES,
      (index) => {
        const from = index % 32 === 0 || small.length === 0 ? texts : small;
        return Buffer.from(mutate(from[(index >> 5) % from.length]!, manyMutations[index]!));
      },
      adapter,
    );
  });

  it('survives any JSON', () => {
    forAll(OTHER_CASES, (index) => Buffer.from(manyJson[index]!), adapter);
  });

  it('survives any bytes, alone and in the middle of what is otherwise right', () => {
    forAll(
      OTHER_CASES,
      (index) => {
        const bytes = manyBytes[index]!;
        if (index % 2 === 0) return bytes;
        const whole = Buffer.from(texts[index % texts.length]!);
        const middle = (index * 7919) % whole.length;
        return Buffer.concat([
          whole.subarray(0, middle),
          bytes.subarray(0, 1 + (index % 5)),
          whole.subarray(middle),
        ]);
      },
      adapter,
    );
  });
});

afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
  // No key of a body may have reached what all objects share.
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
