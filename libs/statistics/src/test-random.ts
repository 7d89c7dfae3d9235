/** Seeded random numbers for simulations in tests: the same in every run. */
export interface TestRandom {
  /** in (0, 1) */
  uniform(): number;
  normal(): number;
  exponential(mean: number): number;
  /** for means up to a few hundred */
  poisson(mean: number): number;
  binomial(trials: number, share: number): number;
}

/** Mulberry32 (T. Ettinger, public domain): 32 bits a step, far more than such simulations can tell from chance. */
export function testRandom(seed: number): TestRandom {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  const poisson = (mean: number) => {
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > end; product *= uniform()) count += 1;
    return count;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    exponential: (mean) => -mean * Math.log(uniform()),
    poisson,
    binomial: (trials, share) =>
      Array.from({ length: trials }, uniform).filter((value) => value < share).length,
  };
}
