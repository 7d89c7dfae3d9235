import { z } from 'zod';
import { dayNumber } from '../clock/business-day-index.js';
import { type Queryable, selectOne } from './select.js';

const DAY_MS = 86_400_000;
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);

/** The days of a zone: which one an instant falls in, for many instants at once. */
export class LocalDays {
  /** `starts[i]` is the first millisecond of the day `first + i` */
  constructor(
    private readonly first: number,
    private readonly starts: Float64Array,
  ) {}

  /** Number of the local day (from 1970-01-01) of an instant in milliseconds; the nearest one outside of the span. */
  of(ms: number): number {
    const { starts } = this;
    const last = starts.length - 1;
    let index = Math.min(last, Math.max(0, Math.floor((ms - starts[0]!) / DAY_MS)));
    while (index < last && starts[index + 1]! <= ms) index += 1;
    while (index > 0 && starts[index]! > ms) index -= 1;
    return this.first + index;
  }
}

/** Days from one to another, both included; a day of 23 or 25 hours is a day. */
export async function loadLocalDays(
  db: Queryable,
  firstDay: string,
  lastDay: string,
  timeZone: string,
): Promise<LocalDays> {
  const row = await selectOne(
    db,
    z.object({ starts: z.instanceof(Buffer) }),
    `select string_agg(timestamptz_send(day at time zone $3::text), ''::bytea order by day) as starts
     from generate_series($1::date::timestamp, greatest($1::date, $2::date)::timestamp, interval '1 day') as day`,
    [firstDay, lastDay, timeZone],
  );
  const bytes = row!.starts;
  const starts = new Float64Array(bytes.length / 8);
  for (let i = 0; i < starts.length; i++) starts[i] = readInstantMs(bytes, i * 8)!;
  return new LocalDays(dayNumber(firstDay), starts);
}

/** The milliseconds of what `timestamptz_send` wrote; null for infinity. Exact to the microsecond until the year 2285. */
export function readInstantMs(bytes: Buffer, offset: number): number | null {
  const high = bytes.readInt32BE(offset);
  if (high === 0x7fffffff) return null;
  return POSTGRES_EPOCH_MS + (high * 4_294_967_296 + bytes.readUInt32BE(offset + 4)) / 1000;
}

const DATE_EPOCH = dayNumber('2000-01-01');

/** The number of the day (from 1970-01-01) that `date_send` wrote; null for infinity. */
export function readDay(bytes: Buffer, offset: number): number | null {
  const day = bytes.readInt32BE(offset);
  return day === 0x7fffffff ? null : DATE_EPOCH + day;
}

/** A key that `int8send` wrote; exact below 2⁵³. */
export function readKey(bytes: Buffer, offset: number): number {
  return bytes.readInt32BE(offset) * 4_294_967_296 + bytes.readUInt32BE(offset + 4);
}
