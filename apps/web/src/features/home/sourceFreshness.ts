export type Freshness = 'fresh' | 'quiet' | 'stale' | 'never';

const HOUR_MS = 3_600_000;

/**
 * How fresh a source is by its newest delivery. Alerts come when something happens, so silence proves nothing: up to
 * a day is fresh, up to a week quiet, after that worth a look.
 */
export function sourceFreshness(lastDeliveryAt: string | null, now: Date): Freshness {
  if (lastDeliveryAt === null) return 'never';
  const hours = (now.getTime() - new Date(lastDeliveryAt).getTime()) / HOUR_MS;
  if (hours <= 24) return 'fresh';
  return hours <= 7 * 24 ? 'quiet' : 'stale';
}
