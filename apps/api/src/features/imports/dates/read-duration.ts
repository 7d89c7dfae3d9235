import { type CellProblem, cellProblem } from './cell-problem.js';

export type DurationUnit = 'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days';

const SECONDS: Record<DurationUnit, number> = {
  milliseconds: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};
const ISO = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const CLOCK = /^(?:(\d+)[d.\s日]+)?(\d+):([0-5]\d):([0-5]\d)(?:\.\d+)?$/;
const PART =
  /(\d+(?:\.\d+)?)\s*(milliseconds?|msecs?|ms|ミリ秒|days?|d|日間?|hours?|hrs?|h|時間|minutes?|mins?|m|分間?|seconds?|secs?|s|秒間?)[\s,、]*/gi;

/** The unit that the name of a column states: `seconds_to_resolve`, `Duration (min)`, 停止時間(分). */
export function durationUnitOf(column: string): DurationUnit | null {
  const name = column.normalize('NFKC').toLowerCase();
  if (/millisec|msec|_ms\b|\(ms\)|ミリ秒/.test(name)) return 'milliseconds';
  if (/sec|_s$|\(s\)|\(秒\)|秒数|[_ ]秒/.test(name)) return 'seconds';
  if (/min|_m$|\(分\)|分数|[_ ]分/.test(name)) return 'minutes';
  if (/hour|hrs?\b|_h$|\(h\)|\(時間\)|時間数/.test(name)) return 'hours';
  if (/days|\(d\)|\(日\)|日数/.test(name)) return 'days';
  return null;
}

/** Seconds of a duration in a cell. A bare number needs the unit that its column states; 1:23 alone is refused. */
export function readDuration(cell: string, unit: DurationUnit | null): { seconds: number } | CellProblem {
  const text = cell.normalize('NFKC').trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    return unit === null
      ? cellProblem('duration_unit', { text })
      : { seconds: Math.round(Number(text) * SECONDS[unit] * 1000) / 1000 };
  }
  const iso = ISO.exec(text);
  if (iso !== null && text.length > 1 && !/T$/i.test(text)) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map((part) => Number(part ?? 0));
    return { seconds: days * 86_400 + hours * 3600 + minutes * 60 + seconds };
  }
  const clock = CLOCK.exec(text);
  if (clock !== null) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = clock.slice(1).map((part) => Number(part ?? 0));
    return { seconds: days * 86_400 + hours * 3600 + minutes * 60 + seconds };
  }
  if (/^\d+:\d{2}$/.test(text)) return cellProblem('duration_clock', { text });
  let seconds = 0;
  const rest = text.replace(PART, (_, amount: string, word: string) => {
    seconds += Number(amount) * SECONDS[unitOfWord(word.toLowerCase())];
    return '';
  });
  return rest.trim() === '' && text !== '' ? { seconds } : cellProblem('not_a_duration', { text });
}

function unitOfWord(word: string): DurationUnit {
  if (/^(ms|msec|milli|ミリ)/.test(word)) return 'milliseconds';
  if (/^(d|日)/.test(word)) return 'days';
  if (/^(h|時間)/.test(word)) return 'hours';
  if (/^(m|分)/.test(word)) return 'minutes';
  return 'seconds';
}
