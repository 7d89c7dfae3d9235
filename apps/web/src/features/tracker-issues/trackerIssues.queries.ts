import { queryOptions } from '@tanstack/react-query';
import {
  type CreateTrackerIssueBody,
  CreateTrackerIssueResponse,
  TrackerIssueDraft,
} from '@tenken/shared/tracker-issues.contract';
import { apiGet, apiSend } from '../../api/http.js';

const path = (id: string) => `/api/v1/action-items/${id}/tracker-issue`;

/** What an issue of an action item would say, and where it could go. */
export const issueDraftQuery = (id: string, language: 'en' | 'ja') =>
  queryOptions({
    queryKey: ['actions', 'issue-draft', id, language],
    queryFn: ({ signal }) => apiGet(path(id), TrackerIssueDraft, { language }, { signal }),
  });

export const createIssue = (id: string, body: CreateTrackerIssueBody) =>
  apiSend('POST', path(id), body, CreateTrackerIssueResponse);
