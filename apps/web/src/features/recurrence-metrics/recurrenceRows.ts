import type { PageTarget, RowsTarget, SearchOf } from '../../ui/RowsLink.js';
import type { RecurrenceScope } from './recurrenceMetrics.queries.js';

export type { RecurrenceScope };

/** The list of incidents of the scope, of other days or of one group; null where the list cannot name them. */
export type RecurrenceRowsOf = (rows: {
  from?: string;
  to?: string;
  group?: string;
}) => PageTarget<'/incidents'> | null;

/** The pairs behind a figure. */
export type PairsOf = (wanted: {
  status: 'suggested' | 'confirmed';
  fix?: readonly string[];
  onlyDeclined?: boolean;
}) => RowsTarget;

/** Pairs of the same filters as the figures. */
export function pairsTarget(filters: RecurrenceScope['filters'] = {}): PairsOf {
  return ({ status, ...rest }) => ({
    to: '/incidents/recurrences',
    search: { ...filters, ...(status === 'suggested' ? {} : { status }), ...rest },
  });
}

/** The same list, narrowed further. */
export function withSearch(
  target: PageTarget<'/incidents'>,
  search: SearchOf<'/incidents'>,
): PageTarget<'/incidents'> {
  return { ...target, search: { ...target.search, ...search } };
}
