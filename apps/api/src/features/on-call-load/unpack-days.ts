const DAY_MS = 86_400_000;
const START_BYTES = 4;
const ACKNOWLEDGED_BYTES = 20;

/** Packed entries of one rule and severity: `lengths[i]` bytes of `packed` are of the day `days[i]` (since 1970, UTC). */
export interface Packed {
  days: readonly number[];
  lengths: readonly number[];
  packed: Buffer;
}

/** A page that was acknowledged; milliseconds since 1970. */
export interface AcknowledgedAt {
  startMs: number;
  pageMs: number;
  acknowledgedMs: number;
}

/** Calls `take` for each episode that started in [from, to); within a day in no order. Instants in milliseconds since 1970. */
export function unpackStarts(
  { days, lengths, packed }: Packed,
  from: number,
  to: number,
  take: (startMs: number, isPage: boolean, isEnded: boolean, isFleeting: boolean) => void,
): void {
  let at = 0;
  for (const [index, day] of days.entries()) {
    const end = at + (lengths[index] as number);
    for (; at < end; at += START_BYTES) {
      const entry = packed.readInt32BE(at);
      const startMs = day * DAY_MS + (entry >> 3);
      if (startMs >= from && startMs < to)
        take(startMs, (entry & 1) !== 0, (entry & 2) !== 0, (entry & 4) !== 0);
    }
  }
}

/** Pages of episodes that started in [from, to), which were acknowledged after they were sent. */
export function unpackAcknowledged(
  { days, lengths, packed }: Packed,
  from: number,
  to: number,
): AcknowledgedAt[] {
  const pages: AcknowledgedAt[] = [];
  let at = 0;
  for (const [index, day] of days.entries()) {
    const end = at + (lengths[index] as number);
    for (; at < end; at += ACKNOWLEDGED_BYTES) {
      const startMs = day * DAY_MS + packed.readInt32BE(at);
      if (startMs < from || startMs >= to) continue;
      pages.push({
        startMs,
        pageMs: Number(packed.readBigInt64BE(at + 4)),
        acknowledgedMs: Number(packed.readBigInt64BE(at + 12)),
      });
    }
  }
  return pages;
}
