import { DomainError } from '../../errors/domain-error.js';

/** Errors of saved views. */
export const savedViewErrors = {
  notFound: (id: string) => DomainError.notFound('saved_view', id),
  stale: (id: string) => DomainError.stale('saved_view', id),
  nameTaken: (name: string) =>
    new DomainError('conflict', 'saved_view_name_taken', `There is a view “${name}” on this page already.`, {
      errors: [{ path: 'name', message: 'There is a view of this name already.' }],
    }),
  tooMany: (most: number) =>
    new DomainError(
      'conflict',
      'too_many_saved_views',
      `There are ${most} views already. Delete one that nobody needs.`,
    ),
  noSuchTeam: (id: string) => DomainError.invalid('teamId', `there is no team ${id}`, 'team_not_found'),
  needsTeam: () =>
    DomainError.invalid('teamId', 'only a person has views of their own: name a team', 'team_required'),
  needsPerson: () =>
    DomainError.invalid('isDefault', 'only a person has a view that a page opens with', 'person_required'),
  mayNotShare: () =>
    new DomainError('forbidden', 'saved_view_of_team', 'Views of a team are changed by members.'),
  notYours: () =>
    new DomainError(
      'forbidden',
      'saved_view_not_yours',
      'Only who made a view can take it back from a team.',
    ),
};
