import { ChecklistItem } from '@tenken/shared/postmortem-fields.contract';
import { DomainError } from '../../errors/domain-error.js';
import type { PostmortemRecord } from './postmortems.repository.js';

/** Clocks of browsers run a little ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Throws when a postmortem may not stand in its status: what is circulated must say something, what is reviewed needs
 * the day of the review, not a later one than today, and an answer to each question of the checklist. Going back is always allowed.
 */
export function checkPostmortemStatus(postmortem: PostmortemRecord, now: Date): void {
  const { status, bodyMarkdown, sections, url, reviewedAt, checklist } = postmortem;
  if (status === 'draft') return;
  const isEmpty =
    !bodyMarkdown?.trim() && !url && !Object.values(sections).some((section) => section.trim() !== '');
  if (isEmpty)
    throw DomainError.invalid(
      'bodyMarkdown',
      'write it, or link it, before others read it',
      'postmortem_empty',
    );
  if (status === 'in_review') return;
  if (reviewedAt === null)
    throw DomainError.invalid('reviewedAt', 'say when it was reviewed', 'review_date_required');
  if (Date.parse(reviewedAt) > now.getTime() + CLOCK_SKEW_MS)
    throw DomainError.invalid('reviewedAt', 'lies in the future', 'review_in_future');
  const unanswered = ChecklistItem.options.filter((item) => checklist[item] === undefined);
  if (unanswered.length > 0) {
    throw new DomainError('invalid', 'checklist_incomplete', 'Answer every question of the review.', {
      errors: unanswered.map((item) => ({
        path: `checklist.${item}`,
        message: 'answer yes, no or not applicable',
      })),
    });
  }
}
