import { type CellProblem, cellProblem } from './cell-problem.js';
import { localInstant, wallMs } from './local-instant.js';
import { type DayOrder, readWallTime } from './read-wall-time.js';

/** How the numbers of a column are meant; `auto` tells them apart by their size. */
export type NumberReading =
  | 'auto'
  | 'excel1900'
  | 'excel1904'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds'
  | 'nanoseconds';

/** What a person said of the times of a file. */
export interface InstantReading {
  /** zone of times that name none */
  timeZone: string | null;
  dayOrder: DayOrder | null;
  numbers: NumberReading;
}

export type ReadInstant =
  | {
      at: string;
      /** how a number was read, or that a local time was read in the file's zone: said in the preview */
      readAs: Exclude<NumberReading, 'auto'> | 'local' | null;
    }
  | CellProblem;

const DAY_MS = 86_400_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
/** Serial numbers that Excel writes for the years 1954 to 2119. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];
/** Day 0 of the 1900 system, with the leap day of 1900 that never was; day 0 of the 1904 system of old Macintoshes. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const PER_MS = { seconds: 1000, milliseconds: 1, microseconds: 1e-3, nanoseconds: 1e-6 } as const;

const ISO_WITH_ZONE =
  /^\+?\d{4,6}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * An instant from a cell. ISO with a zone is passed on as it stands (years past 9999 are flagged later, not refused
 * here). `dayMayDo`: a day without a time stands for its beginning (tickets have no time of day).
 */
export function readInstant(cell: string, reading: InstantReading, dayMayDo = false): ReadInstant {
  const text = cell.trim();
  if (ISO_WITH_ZONE.test(text)) return { at: text, readAs: null };
  const folded = text.normalize('NFKC');
  if (/^[+-]?\d+(?:\.\d+)?(?:e[+]?\d+)?$/i.test(folded)) {
    const compact = compactTime(folded);
    if (compact === null) return readNumber(folded, reading, dayMayDo);
    return readWritten(compact, reading, dayMayDo, text);
  }
  return readWritten(folded, reading, dayMayDo, text);
}

function readWritten(folded: string, reading: InstantReading, dayMayDo: boolean, text: string): ReadInstant {
  const written = readWallTime(folded, reading.dayOrder);
  if ('code' in written) return { ...written, params: { ...written.params, text } };
  const wall = wallMs(written.wall);
  if (wall === null) return cellProblem('no_such_day', { text });
  if (!written.hasTime && !dayMayDo) return cellProblem('no_time_of_day', { text });
  if (written.offsetMinutes !== null) {
    return { at: new Date(wall - written.offsetMinutes * 60_000).toISOString(), readAs: null };
  }
  return inZone(wall, reading, text);
}

function inZone(wall: number, reading: InstantReading, text: string): ReadInstant {
  if (reading.timeZone === null) return cellProblem('no_zone', { text });
  const at = localInstant(wall, reading.timeZone, text);
  return typeof at === 'string' ? { at, readAs: 'local' } : at;
}

/** 20261121140530 and 202611211405, which no epoch of these years looks like. */
function compactTime(folded: string): string | null {
  const match = /^(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?$/.exec(
    folded,
  );
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute}:${second ?? '00'}`}`;
}

function readNumber(text: string, reading: InstantReading, dayMayDo: boolean): ReadInstant {
  const value = Number(text);
  const unit = reading.numbers === 'auto' ? unitOf(value) : reading.numbers;
  if (unit === null) return cellProblem('number_unclear', { text });
  if (unit === 'excel1900' || unit === 'excel1904') {
    // Excel keeps a time as a fraction of a day in a double: the nearest second is what was typed
    const wall = (unit === 'excel1900' ? EPOCH_1900 : EPOCH_1904) + Math.round(value * 86_400) * 1000;
    if (wall < EARLIEST || wall >= LATEST) return cellProblem('number_out_of_range', { text, unit });
    if (wall % DAY_MS === 0 && Number.isInteger(value) && !dayMayDo) {
      return cellProblem('no_time_of_day', { text });
    }
    const read = inZone(wall, reading, text);
    return 'at' in read ? { ...read, readAs: unit } : read;
  }
  const ms = Math.floor(value * PER_MS[unit]);
  if (!(ms >= EARLIEST && ms < LATEST)) return cellProblem('number_out_of_range', { text, unit });
  return { at: new Date(ms).toISOString(), readAs: unit };
}

/** The years 2000 to 2099 in each unit do not overlap, so that the size says the unit. */
function unitOf(value: number): Exclude<NumberReading, 'auto'> | null {
  if (value >= FIRST_SERIAL && value < LAST_SERIAL) return 'excel1900';
  for (const unit of ['seconds', 'milliseconds', 'microseconds', 'nanoseconds'] as const) {
    const ms = value * PER_MS[unit];
    if (ms >= EARLIEST && ms < LATEST) return unit;
  }
  return null;
}
