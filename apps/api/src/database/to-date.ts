/** A bound instant. The driver writes years past 9999 as Postgres reads them; ISO strings (`+022025-…`) are not. */
export function toDate(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}
