/** How a pair is named in the address: the later incident, the earlier one. */
export function pairKey(row: { incident: { id: string }; earlier: { id: string } }): string {
  return `${row.incident.id}-${row.earlier.id}`;
}

/** Null where the text names no pair. */
export function parsePairKey(key: string | undefined): { incidentId: string; earlierId: string } | null {
  const [, incidentId, earlierId] = /^(\d{1,18})-(\d{1,18})$/.exec(key ?? '') ?? [];
  return incidentId === undefined || earlierId === undefined ? null : { incidentId, earlierId };
}
