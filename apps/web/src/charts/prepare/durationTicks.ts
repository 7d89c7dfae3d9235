import type { Language } from '../../i18n/language.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Every tick of a logarithmic axis of durations, in seconds; 1m 5m 15m 1h 4h 1d are the usual ones. */
const TICKS = [
  1,
  10,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  DAY,
  4 * DAY,
  14 * DAY,
  45 * DAY,
  180 * DAY,
  720 * DAY,
];
const USUAL: readonly [number, number] = [MINUTE, DAY];

/**
 * Ticks and ends of a logarithmic axis that holds all these durations (seconds; under 1 counts as 1). Both ends are
 * ticks. Without durations, the usual ticks from a minute to a day.
 */
export function durationTicks(seconds: readonly number[]): { ticks: number[]; domain: [number, number] } {
  const values = seconds.filter(Number.isFinite).map((value) => Math.max(1, value));
  const least = values.length === 0 ? USUAL[0] : Math.min(...values);
  const most = values.length === 0 ? USUAL[1] : Math.max(...values);
  let low = TICKS.findLastIndex((tick) => tick <= least);
  let high = TICKS.findIndex((tick) => tick >= most);
  if (high === -1) high = TICKS.length - 1;
  if (low === high) {
    low = Math.max(0, low - 1);
    high = Math.min(TICKS.length - 1, high + 1);
  }
  const ticks = TICKS.slice(low, high + 1);
  return { ticks, domain: [ticks[0]!, Math.max(ticks.at(-1)!, most)] };
}

/** `1m`, `4h`, `14d`; `1分`, `4時間`, `14日`: one unit, since every tick is a round one. */
export function formatTick(seconds: number, language: Language): string {
  const [amount, unit] =
    seconds >= DAY
      ? ([seconds / DAY, 'day'] as const)
      : seconds >= HOUR
        ? ([seconds / HOUR, 'hour'] as const)
        : seconds >= MINUTE
          ? ([seconds / MINUTE, 'minute'] as const)
          : ([seconds, 'second'] as const);
  const words =
    language === 'ja'
      ? { day: '日', hour: '時間', minute: '分', second: '秒' }
      : { day: 'd', hour: 'h', minute: 'm', second: 's' };
  return `${Math.round(amount)}${words[unit]}`;
}
