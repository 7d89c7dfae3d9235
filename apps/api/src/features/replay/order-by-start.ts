import type { ReplayColumns } from './replay-columns.js';

const known = new WeakMap<ReplayColumns, Int32Array>();
/** A double holds 53 bits: 20 for the place, 33 for the time. */
const PLACES = 2 ** 20;
const TIMES = 2 ** 33;

/**
 * The places of the columns in the order of their starts (equal starts in their own order), made once for each
 * columns. Time and place are packed into one double and sorted natively, ten times faster than by a comparison; the
 * few that share a packed time are put right after. Holds up to 1,048,576 episodes.
 */
export function orderByStart(columns: ReplayColumns): Int32Array {
  const found = known.get(columns);
  if (found !== undefined) return found;
  const { length, startMs } = columns;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of startMs) {
    if (at < first) first = at;
    if (at > last) last = at;
  }
  const unit = Math.max(1, Math.ceil((last - first + 1) / TIMES));
  const keys = new Float64Array(length);
  for (let i = 0; i < length; i += 1) keys[i] = Math.floor((startMs[i]! - first) / unit) * PLACES + i;
  keys.sort();
  const order = new Int32Array(length);
  for (let place = 0; place < length; place += 1) {
    const i = keys[place]! % PLACES;
    let to = place;
    while (to > 0 && startMs[order[to - 1]!]! > startMs[i]!) {
      order[to] = order[to - 1]!;
      to -= 1;
    }
    order[to] = i;
  }
  known.set(columns, order);
  return order;
}
