import { addDays, daysBetween } from '../../time/isoDay.js';

export type MarkKind = 'incident' | 'decision' | 'definition';

/** Something that happened at an instant. */
export interface StripMark {
  key: string;
  kind: MarkKind;
  /** ISO instant */
  at: string;
  label: string;
}

/** Something that lasted; no end = it lasts on. */
export interface StripSpan {
  key: string;
  from: string;
  to: string | null;
  label: string;
}

export interface StripDay {
  day: string;
  fired: number;
  pages: number;
}

export interface StripBar extends StripDay {
  /** the first day after it: half-open [day, to) */
  to: string;
}

export interface FiringStripModel {
  bars: StripBar[];
  max: number;
  /** days in each bar */
  barDays: number;
  marks: Record<MarkKind, (StripMark & { left: number })[]>;
  spans: (StripSpan & { left: number; width: number })[];
  /** share of the width at which a day begins */
  ticks: { day: string; left: number }[];
}

const MOST_BARS = 120;
const MOST_TICKS = 6;

/**
 * Days as bars (several to a bar where there are too many), marks and spans as shares of the width (0 to 100) of the
 * instants [from, to). What lies outside is left out; spans are cut at the ends.
 */
export function prepareFiringStrip(given: {
  from: string;
  to: string;
  days: readonly StripDay[];
  marks: readonly StripMark[];
  spans: readonly StripSpan[];
}): FiringStripModel {
  const from = Date.parse(given.from);
  const length = Math.max(1, Date.parse(given.to) - from);
  const leftOf = (at: string) => ((Date.parse(at) - from) / length) * 100;
  const barDays = Math.max(1, Math.ceil(given.days.length / MOST_BARS));
  const bars: StripBar[] = [];
  for (let at = 0; at < given.days.length; at += barDays) {
    const part = given.days.slice(at, at + barDays);
    bars.push({
      day: part[0]!.day,
      to: addDays(part.at(-1)!.day, 1),
      fired: part.reduce((sum, day) => sum + day.fired, 0),
      pages: part.reduce((sum, day) => sum + day.pages, 0),
    });
  }
  const placed = given.marks
    .map((mark) => ({ ...mark, left: leftOf(mark.at) }))
    .filter((mark) => mark.left >= 0 && mark.left < 100);
  const of = (kind: MarkKind) => placed.filter((mark) => mark.kind === kind);
  return {
    bars,
    max: Math.max(0, ...bars.map((bar) => bar.fired)),
    barDays,
    marks: { incident: of('incident'), decision: of('decision'), definition: of('definition') },
    spans: given.spans.flatMap((span) => {
      const left = Math.max(0, leftOf(span.from));
      const right = Math.min(100, span.to === null ? 100 : leftOf(span.to));
      return right > left ? [{ ...span, left, width: right - left }] : [];
    }),
    ticks: ticksOf(given.days),
  };
}

function ticksOf(days: readonly StripDay[]): { day: string; left: number }[] {
  const first = days[0]?.day;
  if (first === undefined) return [];
  const exact = Math.max(1, Math.ceil(days.length / MOST_TICKS));
  const step = days.length > 14 ? Math.ceil(exact / 7) * 7 : exact;
  return days
    .filter(({ day }) => daysBetween(first, day) % step === 0)
    .map(({ day }) => ({ day, left: (daysBetween(first, day) / days.length) * 100 }));
}
