import { describe, expect, it } from '@jest/globals';
import { VERDICTS } from '@tenken/shared/verdicts.contract';
import fc from 'fast-check';
import { countCombinations } from './count-outcome.js';
import { FATE, replayedRoom, replaySetting } from './replay-setting.js';
import { DelaySweep } from './sweep-delays.js';
import { type Recorded, testColumns } from './test-columns.js';

const EPISODE = fc.record({
  after: fc.integer({ min: 0, max: 9 }),
  lasts: fc.integer({ min: 0, max: 14 }),
  notified: fc.boolean(),
  // seldom, so that some ends overlap what follows and others hold
  isEndGuessed: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  verdict: fc.option(fc.constantFrom(...VERDICTS), { nil: undefined }),
});

/** Episodes of some series, each beginning where it will, also before the one before has ended; the last may be open. */
const RECORDS = fc
  .array(
    fc.record({ episodes: fc.array(EPISODE, { minLength: 1, maxLength: 12 }), isLastOpen: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((all) =>
    all.flatMap(({ episodes, isLastOpen }, series) => {
      let at = 0;
      return episodes.map(({ after, lasts, verdict, ...rest }, i): Recorded => {
        at += after;
        const isOpen = isLastOpen && i === episodes.length - 1;
        return {
          at,
          to: isOpen ? null : at + lasts,
          fingerprint: `${series}`,
          ...(verdict !== undefined && { verdict }),
          ...rest,
        };
      });
    }),
  );

/** `toEqual` on tens of thousands of arrays would take most of a minute: it is asked only for what differs. */
function expectSame(ours: Uint8Array | Uint32Array | Int32Array, wanted: typeof ours): void {
  if (ours.some((value, i) => value !== wanted[i])) expect(ours).toEqual(wanted);
}

const delays = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 16 }), { minLength: 1, maxLength: most })
    .map((minutes) => minutes.sort((a, b) => a - b).map((minute) => minute * 60));

describe('a sweep over delays', () => {
  it('gives for each on-delay with each off-delay what the replay of that setting gives', () => {
    fc.assert(
      fc.property(
        fc.record({
          records: RECORDS,
          nowMinute: fc.integer({ min: 110, max: 130 }),
          onDelays: delays(6),
          offDelays: delays(11),
          watching: fc.boolean(),
        }),
        ({ records, nowMinute, onDelays, offDelays, watching }) => {
          const columns = testColumns(records, { nowMinute });
          const places = Int32Array.from(watching ? records.keys() : []);
          const room = replayedRoom(columns.length);
          const sweep = new DelaySweep(columns, onDelays, offDelays, places);
          for (const [on, onDelaySeconds] of onDelays.entries()) {
            const row = sweep.row(on);
            for (const [off, offDelaySeconds] of offDelays.entries()) {
              const one = replaySetting(columns, {
                onDelaySeconds,
                offDelaySeconds,
                notificationGapSeconds: 0,
                workingHoursOnly: false,
              });
              expectSame(row.combinations[off]!, countCombinations(columns, one));
              if (!watching) continue;
              row.show(off, room);
              expectSame(room.fate, one.fate);
              expectSame(room.page, one.page);
              expectSame(room.host, one.host);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('pages once for a group, by its first notified part', () => {
    const records: Recorded[] = [
      { at: 0, to: 10 },
      { at: 12, to: 13, notified: true },
      { at: 14, to: 15, notified: true },
      { at: 40, to: 41, notified: true },
    ];
    const room = replayedRoom(records.length);
    const row = new DelaySweep(testColumns(records), [300], [0, 120, 180], Int32Array.of(1, 2, 3)).row(0);
    row.show(2, room);
    expect([...room.page.subarray(1)]).toEqual([1, 2, 2]);
    expect([...room.fate.subarray(1)]).toEqual([FATE.merged, FATE.merged, FATE.dropped]);
    expect([...room.host.subarray(1)]).toEqual([0, 0, -1]);
    row.show(1, room);
    // exactly two minutes apart are two
    expect([...room.fate.subarray(1)]).toEqual([FATE.dropped, FATE.dropped, FATE.dropped]);
  });
});
