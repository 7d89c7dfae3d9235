import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { AlertRulesResponse } from '@tenken/shared/alert-rules.contract';
import {
  DecisionEffectResponse,
  RuleChangeEffectResponse,
  RuleChangesResponse,
} from '@tenken/shared/decision-effect.contract';
import {
  type CreateDecisionBody,
  DecisionFacetsResponse,
  DecisionSchema,
  type DecisionStatus,
  DecisionsResponse,
  type PatchDecisionBody,
} from '@tenken/shared/decisions.contract';
import { EpisodesResponse } from '@tenken/shared/episodes.contract';
import { apiGet, apiSend, type QueryParams, withQuery } from '../../api/http.js';

const ROOT = '/api/v1/decisions';
const CHANGES = '/api/v1/rule-changes';
const PAGE = 100;

/** Decisions that pass the filters, newest first. */
export const decisionsQuery = (filter: QueryParams) =>
  infiniteQueryOptions({
    queryKey: ['decisions', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      apiGet(ROOT, DecisionsResponse, { ...filter, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const decisionFacetsQuery = (filter: QueryParams) =>
  queryOptions({
    queryKey: ['decisions', 'facets', filter],
    queryFn: ({ signal }) => apiGet(`${ROOT}/facets`, DecisionFacetsResponse, filter, { signal }),
    placeholderData: (old) => old,
  });

export const decisionExportPath = (filter: QueryParams, format: 'csv' | 'json') =>
  withQuery(`${ROOT}/export`, { ...filter, format });

/** The decisions of one rule, newest first. */
export const ruleDecisionsQuery = (alertRuleId: string) =>
  queryOptions({
    queryKey: ['decisions', 'rule', alertRuleId],
    queryFn: ({ signal }) => apiGet(ROOT, DecisionsResponse, { alertRuleId, limit: PAGE }, { signal }),
  });

export const decisionEffectQuery = (id: string, timeZone: string) =>
  queryOptions({
    queryKey: ['decisions', 'effect', id, timeZone],
    queryFn: ({ signal }) => apiGet(`${ROOT}/${id}/effect`, DecisionEffectResponse, { timeZone }, { signal }),
  });

/** Definition changes without a decision, newest first. */
export const ruleChangesQuery = (filter: QueryParams) =>
  infiniteQueryOptions({
    queryKey: ['decisions', 'changes', filter],
    queryFn: ({ signal, pageParam }) =>
      apiGet(CHANGES, RuleChangesResponse, { ...filter, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const ruleChangeExportPath = (filter: QueryParams, format: 'csv' | 'json') =>
  withQuery(`${CHANGES}/export`, { ...filter, format });

export const ruleChangeEffectQuery = (ruleId: string, version: string, timeZone: string) =>
  queryOptions({
    queryKey: ['decisions', 'change', ruleId, version, timeZone],
    queryFn: ({ signal }) =>
      apiGet(`${CHANGES}/${ruleId}/${version}/effect`, RuleChangeEffectResponse, { timeZone }, { signal }),
  });

/** The alerts behind a number, newest first. */
export const effectEpisodesQuery = (filter: QueryParams) =>
  infiniteQueryOptions({
    queryKey: ['episodes', 'effect', filter],
    queryFn: ({ signal, pageParam }) =>
      apiGet('/api/v1/episodes', EpisodesResponse, { ...filter, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Rules by a part of their name, for a field that chooses one. */
export const ruleOptionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['alert-rules', 'options', q],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (
        await apiGet('/api/v1/alert-rules', AlertRulesResponse, { q: q || undefined, limit: 20 }, { signal })
      ).items.map(({ id, name, serviceName }) => ({ id, name, serviceName })),
    placeholderData: (old) => old,
  });

export const createDecision = (body: CreateDecisionBody) => apiSend('POST', ROOT, body, DecisionSchema);

export const patchDecision = (id: string, body: PatchDecisionBody) =>
  apiSend('PATCH', `${ROOT}/${id}`, body, DecisionSchema);

export const moveDecision = (id: string, action: 'done' | 'cancel') =>
  apiSend('POST', `${ROOT}/${id}/${action}`, undefined, DecisionSchema);

/** Takes back the step that led to `from`; where somebody else was faster, nothing. */
export const undoDecision = (id: string, from: DecisionStatus) =>
  apiSend('POST', `${ROOT}/${id}/undo?status=${from}`, undefined, DecisionSchema);

export const markEffectSeen = (id: string) =>
  apiSend('POST', `${ROOT}/${id}/effect/seen`, undefined, DecisionSchema);
