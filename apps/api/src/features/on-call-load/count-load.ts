import { WINDOW_SECONDS, type WindowCount } from './find-floods.js';
import { type Packed, unpackStarts } from './unpack-days.js';

/** Packed starts of one rule and severity. */
export interface RuleStarts extends Packed {
  alertRuleId: string;
  severity: string | null;
}

/** Alerts of one rule with one severity as the episodes say it. */
export interface StartCount {
  alertRuleId: string;
  severity: string | null;
  fired: number;
  ended: number;
  fleeting: number;
}

/** Pages that started in a bin, by its start in milliseconds since 1970. */
export interface PageBin {
  ms: number;
  pages: number;
}

export interface LoadCounts {
  /** windows of 10 minutes in order, those without any alert left out */
  windows: WindowCount[];
  rules: StartCount[];
  /** bins with pages, in order */
  pages: PageBin[];
}

/** Counts the alerts of [from, to); `pageBinMs` is the length of the bins of pages. */
export function countLoad(
  starts: readonly RuleStarts[],
  from: Date,
  to: Date,
  pageBinMs: number,
): LoadCounts {
  const windowMs = WINDOW_SECONDS * 1000;
  const first = Math.floor(from.getTime() / windowMs);
  const size = Math.max(0, Math.ceil(to.getTime() / windowMs) - first);
  const [fired, paged] = [new Uint32Array(size), new Uint32Array(size)];
  const bins = new Map<number, number>();
  const rules = starts.map((packed) => {
    const count: StartCount = {
      alertRuleId: packed.alertRuleId,
      severity: packed.severity,
      fired: 0,
      ended: 0,
      fleeting: 0,
    };
    unpackStarts(packed, from.getTime(), to.getTime(), (startMs, isPage, isEnded, isFleeting) => {
      const window = Math.floor(startMs / windowMs) - first;
      (fired[window] as number) += 1;
      count.fired += 1;
      if (isEnded) count.ended += 1;
      if (isFleeting) count.fleeting += 1;
      if (!isPage) return;
      (paged[window] as number) += 1;
      const bin = Math.floor(startMs / pageBinMs);
      bins.set(bin, (bins.get(bin) ?? 0) + 1);
    });
    return count;
  });
  const windows: WindowCount[] = [];
  for (const [index, count] of fired.entries())
    if (count > 0) windows.push({ index: first + index, fired: count, pages: paged[index] as number });
  return {
    windows,
    rules: rules.filter((rule) => rule.fired > 0),
    pages: [...bins].sort((a, b) => a[0] - b[0]).map(([bin, pages]) => ({ ms: bin * pageBinMs, pages })),
  };
}

/**
 * Length of a bin that no edge of the clock cuts, in milliseconds: a quarter of an hour, which no time zone's offset
 * cuts, or less where hours of work or sleep begin within one. `times` are local, `09:30` or `09:30:00`.
 */
export function pageBinMs(times: readonly string[]): number {
  const seconds = times.map((time) => {
    const [hours = 0, minutes = 0, rest = 0] = time.split(':').map(Number);
    return hours * 3600 + minutes * 60 + rest;
  });
  return seconds.reduce(gcd, 900) * 1000;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
