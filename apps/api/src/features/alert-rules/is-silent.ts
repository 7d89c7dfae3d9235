const DAY_MS = 86_400_000;
export const SILENT_DAYS = 180;

/** True for a rule that has fired, but not for 180 days. `lastFiredOn` is a UTC day, null = never. */
export function isSilent(lastFiredOn: string | null, now: Date): boolean {
  return lastFiredOn !== null && Date.parse(lastFiredOn) + DAY_MS <= now.getTime() - SILENT_DAYS * DAY_MS;
}
