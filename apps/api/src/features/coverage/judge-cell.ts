import type { CellState } from '@tenken/shared/coverage.contract';

export interface CellFacts {
  /** a gap is open or in progress, or was accepted until a day that has come */
  hasOpenGap: boolean;
  /** a rule of the cell told of a real incident in time, or a real firing proved a closed gap */
  isProven: boolean;
  hasAcceptedGap: boolean;
  hasRule: boolean;
}

/** The state of a cell (METRICS.md section 7): an open gap hides everything else, a proof everything but that. */
export function judgeCell(facts: CellFacts): CellState {
  if (facts.hasOpenGap) return 'gap';
  if (facts.isProven) return 'proven';
  if (facts.hasAcceptedGap) return 'accepted';
  return facts.hasRule ? 'untested' : 'none';
}
