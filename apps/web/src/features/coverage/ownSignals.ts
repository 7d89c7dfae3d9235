import type { CoverageResponse } from '@tenken/shared/coverage.contract';
import { SIGNALS } from '@tenken/shared/signals';
import { isOneOf } from '../../ui/isOneOf.js';

/** The signals of the matrix that are a team's own. */
export function ownSignals(matrix: Pick<CoverageResponse, 'signals'>): string[] {
  return matrix.signals.filter((signal) => !isOneOf(SIGNALS, signal));
}
