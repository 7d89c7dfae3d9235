import type { RowsTarget, SearchOf } from '../../ui/RowsLink.js';

/** Where the alerts of a rule are listed, with the filters of the list of alerts. */
export function ruleEpisodes(ruleId: string, filter?: SearchOf<'/episodes'>): RowsTarget {
  return { to: '/episodes', search: { rule: ruleId, ...filter } };
}
