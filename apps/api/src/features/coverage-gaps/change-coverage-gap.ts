import type { PatchCoverageGapBody } from '@tenken/shared/coverage.contract';
import { coverageGapErrors } from './coverage-gap.errors.js';
import type { CoverageGapRow } from './coverage-gaps.repository.js';

/**
 * The gap after a person's change at `now`. Leaving a state takes what belongs to it away: a gap that is open again has
 * no closing rule and no proof, one that is no longer accepted has no reason. Throws `invalid` when a state lacks what
 * it needs. `today` is the service's day.
 */
export function changeCoverageGap(
  gap: CoverageGapRow,
  patch: Omit<PatchCoverageGapBody, 'rowVersion'>,
  now: Date,
  today: string,
): CoverageGapRow {
  const { deleted, status, ...fields } = patch;
  const next: CoverageGapRow = { ...gap, ...fields, status: status ?? gap.status };
  if (deleted !== undefined) next.deletedAt = deleted ? (gap.deletedAt ?? now.toISOString()) : null;
  const isClosed = next.status === 'closed' || next.status === 'proven';
  if (isClosed) {
    if (next.closingAlertRuleId === null) throw coverageGapErrors.needsClosingRule();
    const wasClosed = gap.status === 'closed' || gap.status === 'proven';
    if (!wasClosed || next.closingAlertRuleId !== gap.closingAlertRuleId) {
      Object.assign(next, {
        status: 'closed',
        closedAt: now.toISOString(),
        provenAt: null,
        provenFingerprint: null,
      });
    } else if (next.status === 'closed') Object.assign(next, { provenAt: null, provenFingerprint: null });
  } else
    Object.assign(next, {
      closingAlertRuleId: null,
      closedAt: null,
      provenAt: null,
      provenFingerprint: null,
    });
  if (next.status === 'accepted') {
    if (!next.acceptedReason) throw coverageGapErrors.needsReason();
    const isNewDay = next.acceptedUntil !== gap.acceptedUntil;
    if (next.acceptedUntil === null || (isNewDay && next.acceptedUntil <= today))
      throw coverageGapErrors.needsEnd();
  } else Object.assign(next, { acceptedReason: null, acceptedUntil: null });
  return next;
}
