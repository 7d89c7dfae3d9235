import type { Agreement } from '@tenken/shared/review-votes.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { cohenKappa } from '@tenken/statistics/cohen-kappa';
import { fleissKappa } from '@tenken/statistics/fleiss-kappa';

/** The votes on one rule, by the person who gave them. */
export type VotesOfItem = ReadonlyMap<string, Verdict>;

/**
 * How far reviewers agree over the rules whose votes are open (METRICS.md section 6). Rules with fewer than two votes say
 * nothing of it. Two reviewers in all: Cohen's κ, in the order of their ids; more: Fleiss' κ. null when there are no votes.
 */
export function measureAgreement(items: readonly VotesOfItem[]): Agreement | null {
  const voted = items.filter((votes) => votes.size > 0);
  if (voted.length === 0) return null;
  const compared = voted.filter((votes) => votes.size > 1);
  const raters = [...new Set((compared.length > 0 ? compared : voted).flatMap((votes) => [...votes.keys()]))];
  const [first, second] = raters.sort();
  const method = raters.length === 2 ? 'cohen' : 'fleiss';
  const found =
    method === 'cohen'
      ? cohenKappa(compared.map((votes) => [votes.get(first!)!, votes.get(second!)!] as const))
      : fleissKappa(compared.map((votes) => [...votes.values()]));
  return {
    method,
    kappa: found?.kappa ?? null,
    items: compared.length,
    raters: raters.length,
    observed: found?.observedAgreement ?? null,
    reason: found === null ? 'no_pairs' : found.kappa === null ? 'one_category' : null,
  };
}
