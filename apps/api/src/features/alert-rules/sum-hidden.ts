/** Seconds of [from, to) that at least one of the spans covers; an open end reaches to `to`. */
export function sumHidden(
  spans: readonly { startsAt: Date; endsAt: Date | null }[],
  from: Date,
  to: Date,
): number {
  const inside = spans
    .map(({ startsAt, endsAt }) => ({
      from: Math.max(startsAt.getTime(), from.getTime()),
      to: Math.min((endsAt ?? to).getTime(), to.getTime()),
    }))
    .filter((span) => span.from < span.to)
    .sort((a, b) => a.from - b.from);
  let covered = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const span of inside) {
    covered += Math.max(0, span.to - Math.max(span.from, reached));
    reached = Math.max(reached, span.to);
  }
  return covered / 1000;
}
