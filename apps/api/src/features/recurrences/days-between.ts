const DAY_MS = 86_400_000;

/** Days of 24 hours to one decimal; negative where the order is broken, null where either end is not known. */
export function daysBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  return Math.round(((Date.parse(to) - Date.parse(from)) / DAY_MS) * 10) / 10;
}
