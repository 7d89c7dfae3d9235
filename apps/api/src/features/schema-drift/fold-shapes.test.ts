import { describe, expect, it } from '@jest/globals';
import { describeShape, objectsOf } from './describe-shape.js';
import { foldSample, type PathState, type SchemaState } from './fold-shapes.js';

const START = Date.UTC(2026, 10, 1);
const HOUR = 3_600_000;

/** A source that has sent `body` for so many hours. */
function learned(body: (hour: number) => unknown, hours = 60) {
  const schema: SchemaState = {
    sampled: 0,
    firstSampledAt: new Date(START),
    lastSampledAt: new Date(START),
    baselineAt: null,
  };
  const paths = new Map<string, PathState>();
  const send = (value: unknown, hour: number) => {
    const shape = describeShape(value);
    const at = new Date(START + hour * HOUR);
    return foldSample(schema, paths, { at, shape, objects: objectsOf(value, shape) });
  };
  for (let hour = 0; hour < hours; hour += 1) send(body(hour), hour);
  const findings = () =>
    [...paths.values()].flatMap(({ path, newSince, missingSince, retypedSince, retypedTo }) => [
      ...(newSince ? [`new ${path}`] : []),
      ...(missingSince ? [`missing ${path}`] : []),
      ...(retypedSince ? [`retyped ${path} ${retypedTo}`] : []),
    ]);
  return { schema, paths, send, findings };
}

const BODY = { status: 'firing', alerts: [{ id: 1, at: 'x', labels: { a: 'b' } }], receiver: { name: 'r' } };

describe('foldSample', () => {
  it('learns in silence, for 50 deliveries and a day at least', () => {
    const quick = learned(() => BODY, 10);
    expect([quick.schema.baselineAt, quick.findings()]).toEqual([null, []]);
    const flood = learned(() => BODY, 1);
    for (let n = 0; n < 200; n += 1) flood.send({ ...BODY, [`n${n}a`]: 1 }, 2);
    expect([flood.schema.baselineAt, flood.findings()]).toEqual([null, []]);
    expect(learned(() => BODY).schema.baselineAt).toEqual(new Date(START + 49 * HOUR));
  });

  it('tells of a new field once, and of a new object without what is in it', () => {
    const { send, findings, paths } = learned(() => BODY);
    expect(
      send({ ...BODY, alerts: [{ ...BODY.alerts[0], extraTime: 5, run: { id: 1, by: [1] } }] }, 70),
    ).toMatchObject({
      isDrift: true,
    });
    expect(send({ ...BODY, alerts: [{ ...BODY.alerts[0], extraTime: 6 }] }, 71).isDrift).toBe(false);
    expect(findings()).toEqual(['new alerts[].extraTime', 'new alerts[].run']);
    expect(paths.get('alerts[].extraTime')).toMatchObject({
      newSince: new Date(START + 70 * HOUR),
      absent: 60,
      example: '5',
    });
  });

  it('tells of a missing field only where it could have been', () => {
    const { send, findings, paths } = learned(() => BODY);
    send({ ...BODY, alerts: [] }, 70);
    send({ status: 'ok', alerts: [{ at: 'x', labels: {} }], receiver: { name: 'r' } }, 71);
    expect(findings()).toEqual(['missing alerts[].id']);
    send({ status: 'ok', alerts: BODY.alerts }, 72);
    expect(findings()).toEqual(['missing alerts[].id', 'missing receiver']);
    expect(paths.get('alerts[].id')).toMatchObject({
      absent: 1,
      seen: 61,
      lastAbsentAt: new Date(START + 71 * HOUR),
    });
  });

  it('does not call missing what was never always there', () => {
    const { send, findings } = learned((hour) => (hour % 7 === 0 ? { ...BODY, endsAt: 'x' } : BODY));
    send(BODY, 70);
    const late = learned((hour) => (hour >= 3 ? { ...BODY, later: 1 } : BODY));
    late.send(BODY, 70);
    expect([findings(), late.findings()]).toEqual([[], []]);
  });

  it('tells of another type, never of null', () => {
    const { send, findings } = learned(() => ({ ...BODY, n: 5, sometimes: null }));
    send({ ...BODY, n: null, sometimes: 'now' }, 70);
    expect(findings()).toEqual([]);
    send({ ...BODY, n: '5', sometimes: 'x' }, 71);
    expect(findings()).toEqual(['retyped n text']);
  });

  it('ends in the same shape in any order of two samples', () => {
    const [one, two] = [
      { ...BODY, a: 1 },
      { ...BODY, b: 2 },
    ];
    const run = (first: unknown, second: unknown) => {
      const { send, findings } = learned(() => BODY);
      send(first, 70);
      send(second, 70);
      return findings().sort();
    };
    expect(run(one, two)).toEqual(run(two, one));
  });
});
