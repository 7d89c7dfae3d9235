const HOUR_MS = 3_600_000;
const HOURS = { '1h': 1, '24h': 24, '7d': 168 } as const;

/** The instant from which deliveries are shown; null = from the first one. */
export function prepareSince(since: keyof typeof HOURS | null, now: Date): string | null {
  return since === null ? null : new Date(now.getTime() - HOURS[since] * HOUR_MS).toISOString();
}
