import { queryOptions } from '@tanstack/react-query';
import { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import { apiGet } from './http.js';

/** A rule; several features ask for it, and none of them for the texts of another. */
export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ['alert-rules', 'rule', id],
    queryFn: ({ signal }) => apiGet(`/api/v1/alert-rules/${id}`, AlertRuleResponse, undefined, { signal }),
  });
