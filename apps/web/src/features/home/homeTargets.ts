import type { RowsTarget } from '../../ui/RowsLink.js';

/**
 * The page counts for the whole installation, so the scope that the reader has chosen must not come along: with it
 * the list would hold fewer rows than the figure says.
 */
const WHOLE = { service: undefined, team: undefined };

/** The lists behind the figures of the home page. */
export const homeTargets = {
  mine: (group?: 'overdue' | 'due_soon'): RowsTarget => ({
    to: '/actions',
    search: { ...WHOLE, mine: true, ...(group ? { group: [group] } : { status: ['open', 'in_progress'] }) },
  }),
  allActions: (group?: 'overdue'): RowsTarget => ({
    to: '/actions',
    search: { ...WHOLE, ...(group ? { group: [group] } : { status: ['open', 'in_progress'] }) },
  }),
  action: (id: string): RowsTarget => ({ to: '/actions', search: { ...WHOLE, ids: [id] } }),
  incident: (id: string): RowsTarget => ({ to: '/incidents/$id', params: { id } }),
  unreviewed: (): RowsTarget => ({
    to: '/postmortems',
    search: { ...WHOLE, state: 'written', status: ['draft', 'in_review'] },
  }),
  missing: (): RowsTarget => ({ to: '/postmortems', search: { ...WHOLE, state: 'missing' } }),
  gaps: (): RowsTarget => ({ to: '/coverage', search: { ...WHOLE, gap: ['open', 'in_progress'] } }),
  decisions: (): RowsTarget => ({ to: '/decisions', search: { ...WHOLE, status: 'open' } }),
  measured: (): RowsTarget => ({ to: '/decisions', search: { ...WHOLE, unseen: true } }),
  decision: (id: string): RowsTarget => ({ to: '/decisions/$id', params: { id } }),
  rule: (id: string): RowsTarget => ({ to: '/rules/$id', params: { id } }),
  cell: (serviceId: string, signal: string): RowsTarget => ({
    to: '/coverage',
    search: { ...WHOLE, cell: `${serviceId}.${signal}` },
  }),
  sources: (): RowsTarget => ({ to: '/data/{-$tab}', params: { tab: 'sources' } }),
  quarantined: (sourceId: string): RowsTarget => ({
    to: '/data/{-$tab}',
    params: { tab: 'quarantine' },
    search: { from_source: sourceId },
  }),
  pending: (sourceId: string): RowsTarget => ({
    to: '/data/{-$tab}',
    params: { tab: 'deliveries' },
    search: { from_source: sourceId, state: 'pending' },
  }),
};
