import { infiniteQueryOptions } from '@tanstack/react-query';
import { AuditResponse } from '@tenken/shared/audit.contract';
import { apiGet } from '../../api/http.js';

export interface AuditFilter {
  /** part of the name of who did it */
  actor?: string;
  subjectType?: string;
  subjectId?: string;
}

const PAGE = 50;

/** Entries newest first, page by page. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      apiGet('/api/v1/audit', AuditResponse, { ...filter, limit: PAGE, cursor: pageParam }, { signal }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: 10_000,
  });
