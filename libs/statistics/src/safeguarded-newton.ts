/**
 * Root of an increasing function inside (lower, upper), from `start`: Newton's step while it stays inside the
 * bracket and shrinks fast enough, else bisection, until the step is lost in rounding.
 * Source: Press et al., Numerical Recipes, 3rd ed., §9.4 (`rtsafe`).
 */
export function safeguardedNewton(
  value: (x: number) => number,
  slope: (x: number) => number,
  bracket: { lower: number; upper: number },
  start: number,
): number {
  let { lower, upper } = bracket;
  let x = start > lower && start < upper ? start : (lower + upper) / 2;
  let step = upper - lower;
  for (let i = 0; i < 2000; i++) {
    const f = value(x);
    if (f === 0) return x;
    if (f > 0) upper = x;
    else lower = x;
    const before = step;
    step = f / slope(x);
    let next = x - step;
    // Written so that a NaN or an infinite step also falls back to bisection.
    if (!(next > lower && next < upper && Math.abs(step) < Math.abs(before) / 2)) {
      next = (lower + upper) / 2;
      step = next - x;
    }
    if (next === x || Math.abs(next - x) <= 2e-16 * Math.abs(next)) return next;
    x = next;
  }
  return x;
}
