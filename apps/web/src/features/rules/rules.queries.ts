import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  AlertRuleEvidenceResponse,
  AlertRuleMetricsResponse,
  AlertRuleResponse,
  HeatStripResponse,
  type PatchAlertRuleBody,
  type PatchAlertRulesBody,
  PatchAlertRulesResponse,
  RuleDurationsResponse,
} from '@tenken/shared/alert-rules.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { VerdictsGivenResponse, VerdictsResponse } from '@tenken/shared/verdicts.contract';
import { apiGet, apiSend } from '../../api/http.js';
import { ruleQuery } from '../../api/ruleQuery.js';

/** The part of the scope that the questions about rules need. */
export interface RangeScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: readonly string[];
  teamId: string | null;
}

export interface RankingFilter {
  sort: string;
  q: string | undefined;
  facet: readonly string[];
  fired: 'some' | 'none';
}

const rangeOf = (scope: RangeScope) => ({ from: scope.from, to: scope.to, timeZone: scope.timeZone });

/** Pages of rules, ranked by the server. */
export const rankingQuery = (scope: RangeScope, filter: RankingFilter) =>
  infiniteQueryOptions({
    queryKey: ['alert-rules', 'ranking', scope, filter],
    queryFn: ({ signal, pageParam }) =>
      apiGet(
        '/api/v1/metrics/alert-rules',
        AlertRuleMetricsResponse,
        {
          ...rangeOf(scope),
          service: scope.serviceIds,
          team: scope.teamId,
          ...filter,
          withFacets: filter.fired === 'some' ? 1 : undefined,
          limit: 100,
          cursor: pageParam,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const evidenceQuery = (id: string, scope: RangeScope) =>
  queryOptions({
    queryKey: ['alert-rules', 'evidence', id, rangeOf(scope)],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/alert-rules/${id}/evidence`, AlertRuleEvidenceResponse, rangeOf(scope), { signal }),
  });

export const heatStripQuery = (id: string, scope: RangeScope) =>
  queryOptions({
    queryKey: ['alert-rules', 'heat-strip', id, rangeOf(scope)],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/alert-rules/${id}/heat-strip`, HeatStripResponse, rangeOf(scope), { signal }),
  });

export const durationsQuery = (id: string, scope: RangeScope) =>
  queryOptions({
    queryKey: ['alert-rules', 'durations', id, rangeOf(scope)],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/alert-rules/${id}/durations`, RuleDurationsResponse, rangeOf(scope), { signal }),
  });

export const verdictLogQuery = (alertRuleId: string) =>
  queryOptions({
    queryKey: ['alert-rules', 'verdict-log', alertRuleId],
    queryFn: ({ signal }) =>
      apiGet('/api/v1/verdicts', VerdictsResponse, { alertRuleId, limit: 50 }, { signal }),
  });

/** Corrects a rule; resolves to the rule as it is then. */
export function useChangeRule(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (patch: PatchAlertRuleBody) =>
      apiSend('PATCH', `/api/v1/alert-rules/${id}`, patch, AlertRuleResponse),
    onSuccess: (rule) => {
      queryClient.setQueryData(ruleQuery(id).queryKey, rule);
      return queryClient.invalidateQueries({ queryKey: ['alert-rules', 'ranking'] });
    },
  });
}

/** Corrects many rules; resolves to what was taken away, which undoes it when it is sent again. */
export function useChangeRules() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (items: PatchAlertRulesBody['items']) =>
      apiSend('PATCH', '/api/v1/alert-rules', { items }, PatchAlertRulesResponse),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['alert-rules'] }),
  });
}

/** Takes a rename back; resolves to the rule as it is then. */
export function useUndoRename(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => apiSend('POST', `/api/v1/alert-rules/${id}/undo-rename`, undefined, AlertRuleResponse),
    onSettled: () =>
      Promise.all(
        ['alert-rules', 'episodes'].map((root) => queryClient.invalidateQueries({ queryKey: [root] })),
      ),
  });
}

/** Judges a rule for a window, or takes such verdicts back. */
export function useJudgeRule(alertRuleId: string) {
  const queryClient = useQueryClient();
  const settle = () => queryClient.invalidateQueries({ queryKey: ['alert-rules'] });
  const give = useMutation({
    mutationFn: (given: { verdict: Verdict | null; window: { from: string; to: string } }) =>
      apiSend('POST', '/api/v1/verdicts', { alertRuleId, ...given }, VerdictsGivenResponse),
    onSettled: settle,
  });
  const undo = useMutation({
    mutationFn: (ids: string[]) => apiSend('POST', '/api/v1/verdicts/undo', { ids }, VerdictsGivenResponse),
    onSettled: settle,
  });
  return { give, undo };
}
