import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderByStart } from './order-by-start.js';
import { FATE, firesAtMs, PAGE, pageAtMs, replaySetting } from './replay-setting.js';
import { type Recorded, testColumns } from './test-columns.js';

/**
 * The state machine of a Prometheus rule (`Eval` of rules/alerting.go), evaluated at every tick, with an Alertmanager
 * behind it that looks at every tick as well. It knows nothing of episodes that are merged or delayed: it only sees
 * whether the condition holds.
 */
interface World {
  now: number;
  /** ticks [at, to) during which the condition holds, by series; `to` null: it still does */
  series: { rule: number; stretches: { at: number; to: number | null; notified: boolean }[] }[];
  onDelay: number;
  offDelay: number;
  gap: number;
  /** ticks [open, close); null: pages go out at any time */
  hours: { open: number; close: number }[] | null;
}

function simulate({ now, series, onDelay, offDelay, gap, hours }: World) {
  const alerts = series.map(() => ({
    state: 'inactive' as 'inactive' | 'pending' | 'firing',
    activeAt: 0,
    offSince: null as number | null,
    paging: 'silent' as 'silent' | 'wanted' | 'done',
  }));
  const fates = series.map(({ stretches }) => stretches.map((): string => 'never'));
  const firings: string[] = [];
  const pages: string[] = [];
  const lastPage = new Map<number, number>();
  for (let tick = 0; tick < now; tick += 1) {
    for (const [index, { rule, stretches }] of series.entries()) {
      const alert = alerts[index]!;
      const on = stretches.findIndex(({ at, to }) => at <= tick && (to === null || tick < to));
      if (alert.state === 'firing') {
        // keep_firing_for runs out before the condition is looked at: exactly M apart are two
        if (alert.offSince !== null && tick - alert.offSince >= offDelay) alert.state = 'inactive';
        else if (on >= 0) alert.offSince = null;
        else if (alert.offSince === null) {
          alert.offSince = tick;
          if (offDelay === 0) alert.state = 'inactive';
        }
      }
      if (alert.state === 'pending' && on < 0) alert.state = 'inactive';
      if (alert.state === 'inactive' && on >= 0)
        Object.assign(alert, { state: 'pending', activeAt: tick, offSince: null, paging: 'silent' });
      if (alert.state === 'pending' && tick - alert.activeAt >= onDelay) {
        alert.state = 'firing';
        fates[index]![on] = 'fires';
        firings.push(`${index}@${tick}`);
      } else if (alert.state === 'firing' && on >= 0 && fates[index]![on] === 'never')
        fates[index]![on] = 'merged';
      if (alert.state !== 'firing') continue;
      if (on >= 0 && alert.paging === 'silent' && stretches[on]!.notified) alert.paging = 'wanted';
      const isInHours = hours === null || hours.some(({ open, close }) => open <= tick && tick < close);
      if (alert.paging !== 'wanted' || !isInHours) continue;
      alert.paging = 'done';
      if (tick - (lastPage.get(rule) ?? Number.NEGATIVE_INFINITY) < gap) continue;
      lastPage.set(rule, tick);
      pages.push(`${rule}@${tick}`);
    }
  }
  const fateOf = (fate: string, to: number | null) =>
    fate === 'never' ? (to === null ? 'undecided' : 'dropped') : fate;
  return {
    fates: series.flatMap(({ stretches }, index) =>
      stretches.map(({ to }, i) => fateOf(fates[index]![i]!, to)),
    ),
    firings: firings.sort(),
    pages: pages.sort(),
  };
}

/** Gaps and lengths in turn, each at least a tick; the last may still be on. */
const stretchesOf = (now: number) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }), fc.boolean()), {
        maxLength: 9,
      }),
      fc.boolean(),
    )
    .map(([lengths, isLastOpen]) => {
      let at = 0;
      const all = lengths.map(([off, on, notified]) => {
        const stretch = { at: at + off, to: (at + off + on) as number | null, notified };
        at += off + on;
        return stretch;
      });
      const past = all.filter((one) => one.to! <= now);
      if (isLastOpen && past.length > 0) past.at(-1)!.to = null;
      return past;
    });

const WORLD = fc.integer({ min: 20, max: 150 }).chain((now) =>
  fc.record({
    now: fc.constant(now),
    series: fc.array(fc.record({ rule: fc.integer({ min: 0, max: 1 }), stretches: stretchesOf(now) }), {
      minLength: 1,
      maxLength: 4,
    }),
    onDelay: fc.integer({ min: 0, max: 12 }),
    offDelay: fc.integer({ min: 0, max: 16 }),
    gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
    hours: fc.option(
      fc
        .array(fc.integer({ min: 0, max: 150 }), { minLength: 2, maxLength: 8 })
        .map((bounds) => [...new Set(bounds)].sort((a, b) => a - b))
        .map((bounds) =>
          bounds.flatMap((open, i) =>
            i % 2 === 0 && bounds[i + 1] !== undefined ? [{ open, close: bounds[i + 1]! }] : [],
          ),
        ),
      { freq: 3 },
    ),
  }),
);

const FATE_WORDS = Object.fromEntries(Object.entries(FATE).map(([word, code]) => [code, word]));

function replay(world: World) {
  // A tick is a minute here. Series of one rule stand together, as they come from the database.
  const order = world.series
    .map((_, index) => index)
    .sort((a, b) => world.series[a]!.rule - world.series[b]!.rule);
  const places = order.flatMap((index) => world.series[index]!.stretches.map((_, i) => ({ index, i })));
  const columns = testColumns(
    order.flatMap((index) =>
      world.series[index]!.stretches.map(
        (stretch): Recorded => ({
          ...stretch,
          rule: `${world.series[index]!.rule}`,
          fingerprint: `${index}`,
        }),
      ),
    ),
    {
      nowMinute: world.now,
      ...(world.hours && {
        hours: {
          opensMs: Float64Array.from(world.hours, ({ open }) => open * 60_000),
          closesMs: Float64Array.from(world.hours, ({ close }) => close * 60_000),
        },
      }),
    },
  );
  const replayed = replaySetting(columns, {
    onDelaySeconds: world.onDelay * 60,
    offDelaySeconds: world.offDelay * 60,
    notificationGapSeconds: world.gap * 60,
    workingHoursOnly: world.hours !== null,
  });
  const fates = world.series.map(({ stretches }) => stretches.map(() => ''));
  const firings: string[] = [];
  const pages: string[] = [];
  for (const [place, { index, i }] of places.entries()) {
    fates[index]![i] = FATE_WORDS[replayed.fate[place]!]!;
    if (replayed.fate[place] === FATE.fires)
      firings.push(`${index}@${firesAtMs(columns, replayed, place) / 60_000}`);
    if (replayed.page[place] === PAGE.sent || replayed.page[place] === PAGE.held)
      pages.push(`${world.series[index]!.rule}@${pageAtMs(columns, replayed, place) / 60_000}`);
  }
  return { fates: fates.flat(), firings: firings.sort(), pages: pages.sort() };
}

describe('the replay', () => {
  it('gives what a Prometheus rule and its Alertmanager give, looked at tick by tick', () => {
    fc.assert(
      fc.property(WORLD, (world) => {
        expect(replay(world)).toEqual(simulate(world));
      }),
      { numRuns: 1500 },
    );
  });

  it('puts episodes in the order of their starts, equal ones in their own', () => {
    const times = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 5_000_000 }));
    fc.assert(
      fc.property(fc.array(times, { maxLength: 60 }), (starts) => {
        const columns = testColumns(starts.map((at) => ({ at, to: at })));
        const wanted = starts.map((_, i) => i).sort((a, b) => starts[a]! - starts[b]! || a - b);
        expect([...orderByStart(columns)]).toEqual(wanted);
      }),
    );
  });
});
