import { DomainError } from '../../errors/domain-error.js';

export const reviewErrors = {
  closed: () =>
    new DomainError(
      'conflict',
      'review_closed',
      'This review is closed. Reopen it to change anything in it.',
    ),
  notRunning: () =>
    new DomainError('conflict', 'review_not_running', 'This review has not begun. Start it first.'),
  nobodyToJoin: () =>
    new DomainError('invalid', 'nobody_to_join', 'Only people take part in a review; a token cannot join.'),
};
