import { DomainError } from '../../errors/domain-error.js';

export const stillUsed = (noun: 'team' | 'service') =>
  new DomainError(
    'conflict',
    'still_used',
    `Incidents, alert rules or other records speak of this ${noun}. Archive it instead.`,
  );
