import { localDayOf } from '../../clock/local-day.js';

const DAY_MS = 86_400_000;

/** The local days that [from, to) touches, in order. */
export function listLocalDays(from: Date, to: Date, timeZone: string): string[] {
  const last = localDayOf(new Date(to.getTime() - 1), timeZone);
  const days: string[] = [];
  for (let day = localDayOf(from, timeZone); day <= last; day = nextDay(day)) days.push(day);
  return days;
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
