import type { WorkingHours } from './working-hours.js';

/**
 * The recorded episodes of one replay as columns, sorted by series (one fingerprint of one rule) and start; times are
 * epoch milliseconds. A hundred settings over a hundred thousand episodes walk these arrays, so they hold numbers only.
 */
export interface ReplayColumns {
  length: number;
  /** series of each episode, ascending from 0 */
  series: Int32Array;
  startMs: Float64Array;
  /** Infinity: has not ended */
  endMs: Float64Array;
  /** 1: a person was notified */
  notified: Uint8Array;
  /** 0: none, else the place in `VERDICTS` plus 1; of the episode, else of its rule for a window that holds the start */
  verdict: Uint8Array;
  /** 1: nobody told of its end; the next episode of the series shows that it had ended by then */
  isEndGuessed: Uint8Array;
  /** rule (its place in `ruleIds`) of each series */
  seriesRule: Int32Array;
  /** the rules, by the id that they have now */
  ruleIds: readonly string[];
  /** working hours of each rule's team */
  ruleHours: readonly WorkingHours[];
  nowMs: number;
}

/** Columns for so many episodes, all zero. */
export function emptyColumns(
  length: number,
  rest: Pick<ReplayColumns, 'seriesRule' | 'ruleIds' | 'ruleHours' | 'nowMs'>,
): ReplayColumns {
  return {
    length,
    series: new Int32Array(length),
    startMs: new Float64Array(length),
    endMs: new Float64Array(length),
    notified: new Uint8Array(length),
    verdict: new Uint8Array(length),
    isEndGuessed: new Uint8Array(length),
    ...rest,
  };
}
