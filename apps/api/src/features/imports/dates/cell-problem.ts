/** Why a cell cannot be read: a code with its values for the reader's own language, and the same in English. */
export interface CellProblem {
  code: CellProblemCode;
  params: Record<string, string | number>;
  reason: string;
}

const WORDS = {
  not_a_time: 'expected a time such as 2026-11-21T14:05:00+09:00 or 2026/11/21 14:05, got {text}',
  no_zone: '{text} has no time zone: choose the time zone of the file, or write one',
  unknown_zone: '{text}: the zone name {zone} means more than one zone; write an offset such as +09:00',
  day_order: '{text} can be read in more than one order of day and month: choose the order',
  no_such_day: '{text}: there is no such day',
  no_such_time: '{text}: there is no such time of day',
  no_time_of_day: '{text} is a day without a time of day, and no time is invented',
  gap: '{text} does not exist in {zone}: the clocks were put forward; write an offset ({before} or {after})',
  overlap: '{text} occurs twice in {zone}: the clocks were put back; write an offset ({before} or {after})',
  number_unclear:
    '{text} is no Excel day (20000 to 80000) and no epoch second, milli-, micro- or nanosecond of 2000 to 2099',
  number_out_of_range: '{text} as {unit} is not in the years 2000 to 2099',
  not_a_day: 'expected a day such as 2026-12-24, got {text}',
  not_a_duration:
    'expected a duration such as 1h 23m, 01:23:00, PT1H23M or 83 with its unit in the column name, got {text}',
  duration_unit: '{text} has no unit: say it in the column name (seconds, minutes, hours) or write 83m',
  duration_clock: '{text} can be hours and minutes or minutes and seconds: write 01:23:00',
  duration_start: 'a duration needs the time that it starts from',
  not_a_flag: 'expected yes or no, got {text}',
} as const;
export type CellProblemCode = keyof typeof WORDS;

/** A problem with its English words; `text` is shortened, so that a whole page in a cell does not become a reason. */
export function cellProblem(
  code: CellProblemCode,
  params: Record<string, string | number> = {},
): CellProblem {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && value.length > 60 ? `${value.slice(0, 60)}…` : value,
    ]),
  );
  const reason = WORDS[code].replace(/\{(\w+)\}/g, (_, name: string) => String(shown[name] ?? ''));
  return { code, params: shown, reason };
}
