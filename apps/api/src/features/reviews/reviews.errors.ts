import { DomainError } from '../../errors/domain-error.js';

export const reviewErrors = {
  closed: () =>
    new DomainError(
      'conflict',
      'review_closed',
      'This review is closed. Reopen it to change anything in it.',
    ),
  notClosed: () =>
    new DomainError(
      'conflict',
      'review_not_closed',
      'This review is not closed yet: its record can still change.',
    ),
  notRunning: () =>
    new DomainError('conflict', 'review_not_running', 'This review has not begun. Start it first.'),
  nobodyToJoin: () =>
    new DomainError('invalid', 'nobody_to_join', 'Only people take part in a review; a token cannot join.'),
  votesRevealed: () =>
    new DomainError(
      'conflict',
      'votes_revealed',
      'The votes on this rule are open: a vote given now would not be one before the discussion.',
    ),
};
