import type { NewActionItem } from './action-items.repository.js';

/** An item of which nothing but its name and where it comes from is known. */
export const EMPTY_ACTION_ITEM: Omit<NewActionItem, 'source' | 'externalId' | 'createdAt'> = {
  incidentId: null,
  title: '',
  description: null,
  type: 'other',
  priority: null,
  owner: null,
  ownerId: null,
  teamId: null,
  status: 'open',
  dueOn: null,
  startedAt: null,
  completedAt: null,
  declinedAt: null,
  declineReason: null,
  deletedAt: null,
  url: null,
  incidentRefSource: null,
  incidentRef: null,
  humanFields: [],
  sourceChangedAt: null,
  isSample: false,
};
