/** Takes an action item of the session back, or brings it back. */
export const setActionItemStatus = async (id: string, status: 'open' | 'deleted') =>
  (await import('./takeBack.queries.js')).setActionItemStatus(id, status);

/** Takes a coverage gap back that was just recorded. */
export const removeGap = async (id: string) => (await import('./takeBack.queries.js')).removeGap(id);
