import { VERDICTS, type Verdict } from '@tenken/shared/verdicts.contract';
import { emptyColumns, type ReplayColumns } from './replay-columns.js';
import type { OwnVerdict, ReplayHistory, RuleVerdictWindow } from './replay-history.read-model.js';
import { Turns } from './turns.js';
import type { WorkingHours } from './working-hours.js';

const BYTES = 18;
const EPOCH_2000_MS = Date.UTC(2000, 0, 1);
const INFINITE_HIGH = 0x7fffffff;
const OPEN = Number.POSITIVE_INFINITY;

export interface HistoryContext {
  /** rules, each with the ids of its members */
  rules: readonly { id: string; memberIds: readonly string[] }[];
  /** working hours of each rule */
  hours: readonly WorkingHours[];
  ownVerdicts: readonly OwnVerdict[];
  /** the newest decision first */
  ruleVerdicts: readonly RuleVerdictWindow[];
  now: Date;
}

/**
 * The columns of what `ReplayHistoryReadModel.history` packed, with the verdict that counts for each episode. Lets others
 * have a turn between two series, and ends there by the signal.
 */
export async function decodeHistory(
  { series, episodes }: Pick<ReplayHistory, 'series' | 'episodes'>,
  { rules, hours, ownVerdicts, ruleVerdicts, now }: HistoryContext,
  signal?: AbortSignal,
): Promise<ReplayColumns> {
  const turns = new Turns(signal);
  const ruleOf = new Map(rules.flatMap(({ memberIds }, rule) => memberIds.map((id) => [id, rule] as const)));
  const bytes = episodes ?? Buffer.alloc(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns = emptyColumns(bytes.byteLength / BYTES, {
    seriesRule: Int32Array.from(series, ([memberId]) => ruleOf.get(memberId)!),
    ruleIds: rules.map(({ id }) => id),
    ruleHours: hours,
    nowMs: now.getTime(),
  });
  const windowsOf = verdictWindows(ruleVerdicts);
  let first = 0;
  for (const [place, [memberId, , count]] of series.entries()) {
    await turns.giveWay();
    fillSeries(columns, view, place, first, count);
    layUnder(columns, windowsOf.get(memberId) ?? [], first, count);
    first += count;
  }
  const seriesOf = indexSeries(series);
  for (const { alertRuleId, fingerprint, startsAt, verdict } of ownVerdicts) {
    const place = findPlace(columns, seriesOf(alertRuleId, fingerprint), startsAt.getTime());
    if (place >= 0) columns.verdict[place] = codeOf(verdict);
  }
  return columns;
}

/** The place of a series by the rule that it was recorded under and its fingerprint; −1: there is none. */
export function indexSeries(
  series: ReplayHistory['series'],
): (ruleId: string, fingerprint: string) => number {
  const places = new Map(series.map(([ruleId, fingerprint], place) => [`${ruleId} ${fingerprint}`, place]));
  return (ruleId, fingerprint) => places.get(`${ruleId} ${fingerprint}`) ?? -1;
}

/** The episodes of one series, put in the order of their starts. */
function fillSeries(
  columns: ReplayColumns,
  view: DataView,
  series: number,
  first: number,
  count: number,
): void {
  const { startMs, endMs, notified, isEndGuessed } = columns;
  const last = first + count;
  let isOrdered = true;
  for (let i = first; i < last; i += 1) {
    columns.series[i] = series;
    startMs[i] = instantAt(view, i * BYTES);
    if (i > first && startMs[i - 1]! > startMs[i]!) isOrdered = false;
  }
  let order: Int32Array | null = null;
  if (!isOrdered) {
    order = Int32Array.from({ length: count }, (_, i) => first + i).sort((a, b) => startMs[a]! - startMs[b]!);
    startMs.subarray(first, last).sort();
  }
  for (let i = first; i < last; i += 1) {
    const from = (order === null ? i : order[i - first]!) * BYTES;
    const flags = view.getUint16(from + 16);
    // An end before its start is an error of somebody's clock: it lasted no time.
    endMs[i] = Math.max(startMs[i]!, instantAt(view, from + 8));
    notified[i] = flags & 1;
    isEndGuessed[i] = flags >> 1;
    // Another of the same series began: the one before had ended by then, whatever was told.
    if (i > first && endMs[i - 1] === OPEN) {
      endMs[i - 1] = startMs[i]!;
      isEndGuessed[i - 1] = 1;
    }
  }
}

interface VerdictWindow {
  from: number;
  to: number;
  code: number;
}

function verdictWindows(ruleVerdicts: readonly RuleVerdictWindow[]): Map<string, VerdictWindow[]> {
  const windows = new Map<string, VerdictWindow[]>();
  for (const { alertRuleId, from, to, verdict } of ruleVerdicts) {
    const known = windows.get(alertRuleId) ?? [];
    known.push({ from: from.getTime(), to: to.getTime(), code: codeOf(verdict) });
    windows.set(alertRuleId, known);
  }
  return windows;
}

/** A rule's verdict counts for episodes whose start its window holds; of several the newest. */
function layUnder(
  { startMs, verdict }: ReplayColumns,
  windows: readonly VerdictWindow[],
  first: number,
  count: number,
): void {
  if (windows.length === 0) return;
  for (let i = first; i < first + count; i += 1) {
    const at = startMs[i]!;
    verdict[i] = windows.find(({ from, to }) => from <= at && at < to)?.code ?? 0;
  }
}

function codeOf(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict) + 1;
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
  if (high === INFINITE_HIGH) return OPEN;
  return EPOCH_2000_MS + (high * 2 ** 32 + view.getUint32(offset + 4)) / 1000;
}
