/** How far reviewers agree on categories, and how far chance alone would have them agree. */
export interface Agreement {
  /** 1 is full agreement, 0 what chance gives; null where chance alone gives full agreement (one category). */
  kappa: number | null;
  observedAgreement: number;
  expectedAgreement: number;
  /** Subjects used. */
  n: number;
}

/** κ = (observed − expected) / (1 − expected) of two shares in [0, 1]; `n` is the number of subjects. */
export function agreement(observedAgreement: number, expectedAgreement: number, n: number): Agreement {
  const leftOpen = 1 - expectedAgreement;
  const kappa = leftOpen <= 1e-12 ? null : (observedAgreement - expectedAgreement) / leftOpen;
  return { kappa, observedAgreement, expectedAgreement, n };
}
