const DAY_MS = 86_400_000;
const AROUND_DAYS = 400;
/** No zone changes its clock and back within so short a time. */
const STEP_MS = 7 * DAY_MS;

/**
 * A VTIMEZONE (RFC 5545, 3.6.5) that is right around an instant: the offset that held 400 days before it, and every change of the
 * offset until 400 days after it, each with its own date. An event of its own needs no rule that goes on for ever.
 */
export function renderTimeZone(timeZone: string, at: Date): string[] {
  const offsetAt = offsetsOf(timeZone);
  const from = Math.floor((at.getTime() - AROUND_DAYS * DAY_MS) / DAY_MS) * DAY_MS;
  const to = at.getTime() + AROUND_DAYS * DAY_MS;
  const offsets = [offsetAt(from)];
  const changes: { at: number; before: number; after: number }[] = [];
  for (let day = from; day < to; day += STEP_MS) {
    const before = offsetAt(day);
    const after = offsetAt(day + STEP_MS);
    if (before === after) continue;
    changes.push({ at: findChange(offsetAt, day, day + STEP_MS), before, after });
    offsets.push(after);
  }
  // Summer time is the larger offset of the two; where it never changes, all is standard time.
  const standard = Math.min(...offsets);
  const observances = [{ at: null, before: offsets[0]!, after: offsets[0]! }, ...changes].flatMap(
    (change) => {
      const kind = change.after > standard ? 'DAYLIGHT' : 'STANDARD';
      const start = change.at === null ? '19700101T000000' : wallClock(change.at + change.before * 60_000);
      return [
        `BEGIN:${kind}`,
        `DTSTART:${start}`,
        `TZOFFSETFROM:${signed(change.before)}`,
        `TZOFFSETTO:${signed(change.after)}`,
        `END:${kind}`,
      ];
    },
  );
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances, 'END:VTIMEZONE'];
}

/** The first millisecond of the new offset, to the minute: no zone changes within one. */
function findChange(offsetAt: (at: number) => number, from: number, to: number): number {
  const before = offsetAt(from);
  let low = from;
  let high = to;
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2 / 60_000) * 60_000;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Tells the minutes east of UTC at an instant. */
function offsetsOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const parts = format.formatToParts(new Date(at));
    const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    return Math.round((local - Math.floor(at / 60_000) * 60_000) / 60_000);
  };
}

/** What a clock on the wall shows just before it is changed. */
function wallClock(asUtc: number): string {
  return new Date(asUtc).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

function signed(minutes: number): string {
  const whole = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(whole / 60))}${two(whole % 60)}`;
}
