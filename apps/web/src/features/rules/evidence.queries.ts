import { queryOptions } from '@tanstack/react-query';
import {
  DefinitionEffectsResponse,
  RuleBehaviourResponse,
  RuleHistoryResponse,
  RuleIncidentsResponse,
  RuleSilencesResponse,
  RuleTogetherResponse,
} from '@tenken/shared/rule-evidence.contract';
import type { z } from 'zod';
import { apiGet } from '../../api/http.js';
import type { RangeScope } from './rules.queries.js';

/** The range of a scope: services and teams do not narrow the evidence of one rule. */
type Range = Pick<RangeScope, 'from' | 'to' | 'timeZone'>;

function ruleEvidence<Schema extends z.ZodType>(part: string, schema: Schema) {
  return (id: string, { from, to, timeZone }: Range) =>
    queryOptions({
      queryKey: ['alert-rules', part, id, { from, to, timeZone }],
      queryFn: ({ signal }) =>
        apiGet(`/api/v1/alert-rules/${id}/${part}`, schema, { from, to, timeZone }, { signal }),
    });
}

export const behaviourQuery = ruleEvidence('behaviour', RuleBehaviourResponse);
export const ruleIncidentsQuery = ruleEvidence('incidents', RuleIncidentsResponse);
export const historyQuery = ruleEvidence('history', RuleHistoryResponse);
export const ruleSilencesQuery = ruleEvidence('silences', RuleSilencesResponse);
export const togetherQuery = ruleEvidence('together', RuleTogetherResponse);

export const definitionEffectsQuery = (id: string) =>
  queryOptions({
    queryKey: ['alert-rules', 'definition-effects', id],
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/alert-rules/${id}/definition-effects`, DefinitionEffectsResponse, undefined, {
        signal,
      }),
  });
