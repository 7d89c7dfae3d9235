import { VERDICTS } from '@tenken/shared/verdicts.contract';
import { emptyColumns, type ReplayColumns } from './replay-columns.js';
import type { ReplayHistory, RuleVerdictWindow } from './replay-history.read-model.js';
import type { WorkingHours } from './working-hours.js';

const BYTES = 18;
const EPOCH_2000_MS = Date.UTC(2000, 0, 1);
const INFINITE_HIGH = 0x7fffffff;

export interface HistoryContext {
  /** rules, each with the ids of its members */
  rules: readonly { id: string; memberIds: readonly string[] }[];
  /** working hours of each rule */
  hours: readonly WorkingHours[];
  ruleVerdicts: readonly RuleVerdictWindow[];
  now: Date;
}

/** The columns of what `ReplayHistoryReadModel.history` packed, with the verdicts on rules laid under. */
export function decodeHistory(
  { series, episodes }: Pick<ReplayHistory, 'series' | 'episodes'>,
  { rules, hours, ruleVerdicts, now }: HistoryContext,
): ReplayColumns {
  const ruleOf = new Map(rules.flatMap(({ memberIds }, rule) => memberIds.map((id) => [id, rule] as const)));
  const bytes = episodes ?? Buffer.alloc(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns = emptyColumns(bytes.byteLength / BYTES, {
    seriesRule: Int32Array.from(series, ([memberId]) => ruleOf.get(memberId)!),
    ruleIds: rules.map(({ id }) => id),
    ruleHours: hours,
    nowMs: now.getTime(),
  });
  const { startMs, endMs, isEndGuessed } = columns;
  let i = 0;
  for (const [place, [memberId, , count]] of series.entries()) {
    const windows = ruleVerdicts
      .filter(({ alertRuleId }) => alertRuleId === memberId)
      .map(({ from, to, verdict }) => ({
        from: from.getTime(),
        to: to.getTime(),
        code: VERDICTS.indexOf(verdict) + 1,
      }));
    for (const last = i + count; i < last; i += 1) {
      const flags = view.getUint16(i * BYTES + 16);
      columns.series[i] = place;
      startMs[i] = instantAt(view, i * BYTES);
      endMs[i] = instantAt(view, i * BYTES + 8);
      columns.notified[i] = (flags >> 3) & 1;
      isEndGuessed[i] = flags >> 4;
      columns.verdict[i] =
        flags & 7 || (windows.find(({ from, to }) => from <= startMs[i]! && startMs[i]! < to)?.code ?? 0);
    }
    // Another of the same series began: the one before had ended by then, whatever was told.
    for (let at = i - count; at < i - 1; at += 1) {
      if (endMs[at] !== Number.POSITIVE_INFINITY) continue;
      endMs[at] = startMs[at + 1]!;
      isEndGuessed[at] = 1;
    }
  }
  return columns;
}

/** The place of an episode among its series' starts; −1: not there. */
export function findPlace(columns: ReplayColumns, series: number, startMs: number): number {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore =
      columns.series[middle]! < series ||
      (columns.series[middle] === series && columns.startMs[middle]! < startMs);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return columns.series[low] === series && columns.startMs[low] === startMs ? low : -1;
}

/** Microseconds since 2000 as a big-endian int64; they fit a double up to the year 2285. */
function instantAt(view: DataView, offset: number): number {
  const high = view.getInt32(offset);
  if (high === INFINITE_HIGH) return Number.POSITIVE_INFINITY;
  return EPOCH_2000_MS + (high * 2 ** 32 + view.getUint32(offset + 4)) / 1000;
}
