import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { AlertRuleResponse, AlertRulesResponse } from '@tenken/shared/alert-rules.contract';
import {
  type CellState,
  CoverageCellsResponse,
  CoverageGapSchema,
  CoverageGapsResponse,
  CoverageResponse,
  type CreateCoverageGapBody,
  type PatchCoverageGapBody,
} from '@tenken/shared/coverage.contract';
import { apiGet, apiSend } from '../../api/http.js';

export interface CoverageScope {
  serviceIds: readonly string[];
  teamId: string | null;
}

const scopeOf = (scope: CoverageScope) => ({ service: scope.serviceIds, team: scope.teamId });

export const matrixQuery = (scope: CoverageScope) =>
  queryOptions({
    queryKey: ['coverage', 'matrix', scopeOf(scope)],
    queryFn: ({ signal }) => apiGet('/api/v1/coverage', CoverageResponse, scopeOf(scope), { signal }),
  });

/** The cells of one state, page by page. */
export const cellsQuery = (scope: CoverageScope, state: CellState) =>
  infiniteQueryOptions({
    queryKey: ['coverage', 'cells', scopeOf(scope), state],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/coverage/cells',
        CoverageCellsResponse,
        { ...scopeOf(scope), state, limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const gapsQuery = (scope: CoverageScope, status: readonly string[] = []) =>
  infiniteQueryOptions({
    queryKey: ['coverage', 'gaps', scopeOf(scope), status],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/coverage-gaps',
        CoverageGapsResponse,
        { ...scopeOf(scope), status, limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** The gaps of one cell. */
export const cellGapsQuery = (serviceId: string, signal: string) =>
  queryOptions({
    queryKey: ['coverage', 'cell-gaps', serviceId, signal],
    queryFn: async ({ signal: abort }) =>
      (
        await apiGet(
          '/api/v1/coverage-gaps',
          CoverageGapsResponse,
          { service: serviceId, signal, limit: 100 },
          { signal: abort },
        )
      ).items,
  });

/** Every rule that could close a gap, for a picker. */
export const ruleOptionsQuery = queryOptions({
  queryKey: ['alert-rules', 'options'],
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/alert-rules', AlertRulesResponse, { limit: 500 }, { signal })).items,
});

/** Says what a rule watches; null leaves it to the guess again. */
export function useSetSignal() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, signal }: { id: string; signal: string | null }) =>
      apiSend('PATCH', `/api/v1/alert-rules/${id}`, { signal }, AlertRuleResponse),
    onSettled: () =>
      Promise.all(
        ['coverage', 'alert-rules'].map((root) => queryClient.invalidateQueries({ queryKey: [root] })),
      ),
  });
}

/** Records and changes gaps; everything about coverage is asked again afterwards. */
export function useGapChanges() {
  const queryClient = useQueryClient();
  const settle = () =>
    Promise.all(['coverage', 'detection'].map((root) => queryClient.invalidateQueries({ queryKey: [root] })));
  const create = useMutation({
    mutationFn: (body: CreateCoverageGapBody) =>
      apiSend('POST', '/api/v1/coverage-gaps', body, CoverageGapSchema),
    onSettled: settle,
  });
  const patch = useMutation({
    mutationFn: ({ id, ...body }: PatchCoverageGapBody & { id: string }) =>
      apiSend('PATCH', `/api/v1/coverage-gaps/${id}`, body, CoverageGapSchema),
    onSettled: settle,
  });
  return { create, patch };
}
