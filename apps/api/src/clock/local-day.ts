const formats = new Map<string, Intl.DateTimeFormat>();
const DAY_MS = 86_400_000;

function wallClock(at: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(
    part.year as number,
    (part.month as number) - 1,
    part.day,
    part.hour,
    part.minute,
    part.second,
  );
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function zoneOffsetMs(at: Date, timeZone: string): number {
  return wallClock(at, timeZone) - Math.floor(at.getTime() / 1000) * 1000;
}

/** The day (`2026-11-21`) that it is in a zone at an instant. */
export function localDayOf(at: Date, timeZone: string): string {
  return new Date(wallClock(at, timeZone)).toISOString().slice(0, 10);
}

/** The first instant of a day in a zone; where a clock change skips midnight, the instant of the change. */
export function startOfLocalDay(day: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const candidates = [wall - DAY_MS, wall + DAY_MS]
    .map((ms) => wall - zoneOffsetMs(new Date(ms), timeZone))
    .sort((a, b) => a - b);
  const exact = candidates.find((ms) => wallClock(new Date(ms), timeZone) === wall);
  return new Date(exact ?? (candidates[1] as number));
}
