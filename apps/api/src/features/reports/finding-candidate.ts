import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportFinding } from '@tenken/shared/report-findings.contract';

/** What findings may look at. */
export type FindingInput = Pick<
  ReportContents,
  | 'period'
  | 'previous'
  | 'incidents'
  | 'durations'
  | 'recurrence'
  | 'actionItems'
  | 'detection'
  | 'postmortems'
>;

/** A finding with its weight: what a manager has to hear first. */
export interface Candidate extends ReportFinding {
  weight: number;
}
