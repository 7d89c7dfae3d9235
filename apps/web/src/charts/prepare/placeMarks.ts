/** A period's half-open instants. */
interface Period {
  from: string;
  to: string;
}

/** Something at a time, placed on an axis of periods: slot 0 reaches from −0.5 to 0.5. */
export interface AxisMark<Thing> {
  slot: number;
  x: number;
  thing: Thing;
}

/**
 * Where things that happened at an instant stand on an axis of periods: by their time within the period, `margin` away
 * from its edges. What lies in no period is left out.
 */
export function placeMarks<Thing extends { at: string }>(
  periods: readonly Period[],
  things: readonly Thing[],
  margin = 0,
): AxisMark<Thing>[] {
  const ends = periods.map(({ from, to }) => [Date.parse(from), Date.parse(to)] as const);
  return things.flatMap((thing) => {
    const at = Date.parse(thing.at);
    const slot = ends.findIndex(([from, to]) => at >= from && at < to);
    if (slot === -1) return [];
    const [from, to] = ends[slot]!;
    return [{ slot, x: slot - 0.5 + margin + (1 - 2 * margin) * ((at - from) / (to - from)), thing }];
  });
}
