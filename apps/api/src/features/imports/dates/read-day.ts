import { type CellProblem, cellProblem } from './cell-problem.js';
import { wallMs } from './local-instant.js';
import type { InstantReading } from './read-instant.js';
import { readWallTime } from './read-wall-time.js';

const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** A day of the calendar from a cell, `2026-12-24`; of a cell with a time, the day that is written. */
export function readDay(cell: string, reading: InstantReading): { day: string } | CellProblem {
  const text = cell.trim();
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const epoch = reading.numbers === 'excel1904' ? EPOCH_1904 : EPOCH_1900;
    return { day: new Date(epoch + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10) };
  }
  const written = readWallTime(text, reading.dayOrder);
  if ('code' in written) {
    return written.code === 'day_order' ? written : cellProblem('not_a_day', { text });
  }
  const ms = wallMs(written.wall);
  return ms === null
    ? cellProblem('no_such_day', { text })
    : { day: new Date(ms).toISOString().slice(0, 10) };
}
