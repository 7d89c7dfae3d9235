import type { VerdictCounts } from '@tenken/shared/verdicts.contract';

export const NO_VERDICTS: VerdictCounts = {
  actionable: 0,
  no_action: 0,
  false_positive: 0,
  duplicate: 0,
  expected: 0,
  unclear: 0,
};
