import { ChangedActionItem } from '@tenken/shared/action-items.contract';
import { CoverageGapSchema } from '@tenken/shared/coverage.contract';
import { apiGet, apiSend } from '../../api/http.js';

// Loaded when something is taken back: the contracts of these nouns are no part of the room.

/** Takes an action item of the session back, or brings it back. */
export const setActionItemStatus = (id: string, status: 'open' | 'deleted') =>
  apiSend('PATCH', `/api/v1/action-items/${id}`, { status }, ChangedActionItem);

/** Takes a coverage gap back that was just recorded. */
export const removeGap = async (id: string) => {
  const gap = await apiGet(`/api/v1/coverage-gaps/${id}`, CoverageGapSchema);
  return apiSend(
    'PATCH',
    `/api/v1/coverage-gaps/${id}`,
    { rowVersion: gap.rowVersion, deleted: true },
    CoverageGapSchema,
  );
};
