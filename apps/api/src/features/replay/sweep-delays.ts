import type { ReplayColumns } from './replay-columns.js';
import { FATE, PAGE, type Replayed } from './replay-setting.js';

const OPEN = Number.POSITIVE_INFINITY;
/** Verdict (3 bits), page (3), fate (2). */
const COMBINATIONS = 256;
/** Places of off-delays are held in 4 bits, and one more than the last says "none of them". */
export const MAX_OFF_DELAYS = 15;
const KIND = { open: 1, notified: 2, verdictShift: 2 } as const;
const KEYS = 1 << 14;

/** One on-delay with every off-delay. */
export interface DelayRow {
  /** counts of (verdict, page, fate) as `countCombinations` gives them, for each off-delay */
  combinations: readonly Uint32Array[];
  /** Writes what becomes of the watched episodes under one of the off-delays; the other places stay as they were. */
  show(offDelay: number, into: Replayed): void;
}

/**
 * What `replaySetting` gives for every on-delay N with every off-delay M, ten times cheaper than one after the other.
 * Pages go out at once: without working hours and without a gap.
 *
 * Theory of operation. Take the off-delays in ascending order and look at one N. Whether an episode belongs to what
 * fires before it, and whether it fires at all, can only turn from no to yes as M grows: what is alive under M is alive
 * under a longer one, in a group that holds the shorter one's. So for each episode a single place in the list of
 * off-delays says under which of them it is alive, another under which of them its group has paged, and one step over
 * both takes the place of ten replays:
 *
 *   t = the first M under which it is merged = max(place from which what came before is alive, place whose M is longer
 *       than the gap to what came before)
 *   it fires under those before t if it lasts longer than N, and then all are alive; else only those from t on are.
 *
 * The gap counts from the end of the group so far. That is the latest end of all that came before: what never fired
 * ended before what fired after it did (it began no later and lasted less), and a group that ran out ended before the
 * next began. Behind an end that nobody told nothing is merged under any M, so the count of ends begins anew there.
 * Needs ends that are not before their starts, and open ends only at the end of a series (`decodeHistory`).
 *
 * Episodes that lead to the same pair of places are counted together, and told apart into fates and pages at the end.
 */
export class DelaySweep {
  /** the place of the first off-delay under which an episode can be part of what came before */
  private readonly merges: Uint8Array;
  /** how many of the on-delays, from the shortest, let an episode fire by itself */
  private readonly lasts: Uint8Array;
  /** what counts of an episode whatever the setting */
  private readonly kinds: Uint8Array;

  /** On-delays and off-delays in seconds, ascending and distinct; watched places ascending. */
  constructor(
    private readonly columns: ReplayColumns,
    onDelays: readonly number[],
    private readonly offDelays: readonly number[],
    private readonly watched: Int32Array,
  ) {
    if (offDelays.length > MAX_OFF_DELAYS) throw new RangeError('too many off-delays');
    const { length, startMs, endMs, notified, verdict, nowMs } = columns;
    this.merges = placeOfMerge(columns, offDelays);
    this.lasts = new Uint8Array(length);
    this.kinds = new Uint8Array(length);
    const onMs = onDelays.map((seconds) => seconds * 1000);
    for (let i = 0; i < length; i += 1) {
      const isOpen = endMs[i] === OPEN;
      const lasted = (isOpen ? nowMs : endMs[i]!) - startMs[i]!;
      let place = 0;
      while (place < onMs.length && (onMs[place] === 0 || lasted > onMs[place]!)) place += 1;
      this.lasts[i] = place;
      this.kinds[i] =
        (verdict[i]! << KIND.verdictShift) |
        (notified[i] === 0 ? 0 : KIND.notified) |
        (isOpen ? KIND.open : 0);
    }
  }

  /** The on-delay of this place. */
  row(onDelay: number): DelayRow {
    const { merges, lasts, kinds, watched } = this;
    const { length } = this.columns;
    const none = this.offDelays.length;
    const counts = new Uint32Array(KEYS);
    const shown = new Shown(watched, none);
    let alive = none;
    let paged = none;
    let next = 0;
    for (let i = 0; i < length; i += 1) {
      const kind = kinds[i]!;
      const fires = onDelay < lasts[i]!;
      const merge = Math.max(merges[i]!, alive);
      const gone = Math.max(paged, merge);
      counts[(kind << 9) | (fires ? 256 : 0) | (merge << 4) | gone]! += 1;
      if (watched.length > 0) {
        // a few at most: `fill` would take longer
        if (fires) for (let offDelay = 0; offDelay < merge; offDelay += 1) shown.hosts[offDelay] = i;
        if (i === watched[next]) {
          shown.keep(next, { kind, fires, merge, gone });
          next += 1;
        }
      }
      alive = fires ? 0 : merge;
      if ((kind & KIND.notified) !== 0) paged = alive;
      else paged = gone;
    }
    return {
      combinations: tellApart(counts, none),
      show: (offDelay, into) => shown.show(offDelay, into),
    };
  }
}

/** For each episode the place of the first off-delay that is longer than the gap to what came before; else their number. */
function placeOfMerge(
  { length, series, startMs, endMs, isEndGuessed }: ReplayColumns,
  offDelays: readonly number[],
): Uint8Array {
  const places = new Uint8Array(length);
  const offMs = Float64Array.from(offDelays, (seconds) => seconds * 1000);
  const none = offMs.length;
  let end = 0;
  let canHold = false;
  for (let i = 0; i < length; i += 1) {
    const start = startMs[i]!;
    let place = none;
    if (i > 0 && series[i] === series[i - 1] && canHold) {
      place = 0;
      // no hold at all merges nothing, not even what overlaps
      while (place < none && (offMs[place] === 0 || start - end >= offMs[place]!)) place += 1;
      if (endMs[i]! >= end) {
        end = endMs[i]!;
        canHold = isEndGuessed[i] === 0;
      }
    } else {
      end = endMs[i]!;
      canHold = isEndGuessed[i] === 0;
    }
    places[i] = place;
  }
  return places;
}

interface Step {
  kind: number;
  fires: boolean;
  merge: number;
  gone: number;
}

function fateOf({ kind, fires, merge }: Step, offDelay: number): number {
  if (offDelay >= merge) return FATE.merged;
  if (fires) return FATE.fires;
  return (kind & KIND.open) === 0 ? FATE.dropped : FATE.undecided;
}

function pageOf({ kind, fires, merge, gone }: Step, offDelay: number): number {
  if ((kind & KIND.notified) === 0) return PAGE.none;
  if (offDelay >= merge) return offDelay >= gone ? PAGE.gone : PAGE.sent;
  return fires ? PAGE.sent : PAGE.gone;
}

function tellApart(counts: Uint32Array, offDelays: number): Uint32Array[] {
  const combinations = Array.from({ length: offDelays }, () => new Uint32Array(COMBINATIONS));
  for (let key = 0; key < KEYS; key += 1) {
    const count = counts[key]!;
    if (count === 0) continue;
    const step = { kind: key >> 9, fires: (key & 256) !== 0, merge: (key >> 4) & 15, gone: key & 15 };
    const verdict = step.kind >> KIND.verdictShift;
    for (const [offDelay, of] of combinations.entries())
      of[(verdict << 5) | (pageOf(step, offDelay) << 2) | fateOf(step, offDelay)]! += count;
  }
  return combinations;
}

/** What becomes of the watched episodes under each off-delay of a row. */
class Shown {
  /** the newest episode that fires, for each off-delay */
  readonly hosts: Int32Array;
  private readonly fate: Uint8Array;
  private readonly page: Uint8Array;
  private readonly host: Int32Array;

  constructor(
    private readonly watched: Int32Array,
    private readonly offDelays: number,
  ) {
    this.hosts = new Int32Array(offDelays);
    this.fate = new Uint8Array(watched.length * offDelays);
    this.page = new Uint8Array(watched.length * offDelays);
    this.host = new Int32Array(watched.length * offDelays);
  }

  keep(place: number, step: Step): void {
    for (let offDelay = 0; offDelay < this.offDelays; offDelay += 1) {
      const at = place * this.offDelays + offDelay;
      const fate = fateOf(step, offDelay);
      this.fate[at] = fate;
      this.page[at] = pageOf(step, offDelay);
      this.host[at] = fate === FATE.fires || fate === FATE.merged ? this.hosts[offDelay]! : -1;
    }
  }

  show(offDelay: number, into: Replayed): void {
    for (const [place, i] of this.watched.entries()) {
      const at = place * this.offDelays + offDelay;
      into.fate[i] = this.fate[at]!;
      into.page[i] = this.page[at]!;
      into.host[i] = this.host[at]!;
    }
  }
}
