import type { ReportFinding } from '@tenken/shared/report-findings.contract';
import { findRate, findTimeToRestore } from './find-change.js';
import { findActionItems, findDetection, findPostmortems, findRecurrence } from './find-follow-up.js';
import type { FindingInput } from './finding-candidate.js';

const FINDINGS = 3;

/**
 * The three findings of a report. There is one candidate for each question that managers ask, and each says what the
 * figures bear and no more. Only two comparisons may become a finding, fixed beforehand: incidents per week and time to
 * restore against the previous period. To pick the most striking of all comparisons of a report would make news out of
 * chance: of twenty comparisons without any change, one is "clear" at 95 %.
 */
export function writeFindings(input: FindingInput): ReportFinding[] {
  const candidates = [
    findRate(input),
    findTimeToRestore(input),
    findRecurrence(input),
    findActionItems(input),
    findDetection(input),
    findPostmortems(input),
  ].filter((candidate) => candidate !== null);
  return candidates
    .sort((a, b) => b.weight - a.weight)
    .slice(0, FINDINGS)
    .map(({ weight: _, ...finding }) => finding);
}
