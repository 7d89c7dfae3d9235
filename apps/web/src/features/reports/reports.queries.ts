import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { CalendarsResponse } from '@tenken/shared/holidays.contract';
import {
  CreatedReportResponse,
  type CreateReportBody,
  type CreateReportScheduleBody,
  type PatchReportScheduleBody,
  ReportResponse,
  ReportRowsResponse,
  type ReportSchedule,
  ReportSchedule as ReportScheduleSchema,
  ReportSchedulesResponse,
  ReportsResponse,
  ReportTodayResponse,
} from '@tenken/shared/reports.contract';
import { z } from 'zod';
import { apiGet, apiSend, type QueryParams } from '../../api/http.js';

const REPORTS = '/api/v1/reports';
const SCHEDULES = '/api/v1/report-schedules';
const PAGE = 50;

/** The reports, the latest made first. */
export const reportsQuery = infiniteQueryOptions({
  queryKey: ['reports', 'list'],
  queryFn: ({ pageParam, signal }) =>
    apiGet(REPORTS, ReportsResponse, { limit: PAGE, cursor: pageParam }, { signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.nextCursor ?? undefined,
});

/** The report that was made last; null when there is none. */
export const latestReportQuery = queryOptions({
  queryKey: ['reports', 'latest'],
  queryFn: async ({ signal }) =>
    (await apiGet(REPORTS, ReportsResponse, { limit: 1 }, { signal })).items[0] ?? null,
});

/** A report as it was made. It never changes, so it is asked for once. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => apiGet(`${REPORTS}/${id}`, ReportResponse, undefined, { signal }),
  });

/** The same question asked now: again each time it is opened, for it takes the server a second or more. */
export const reportTodayQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', id, 'today'],
    queryFn: ({ signal }) => apiGet(`${REPORTS}/${id}/today`, ReportTodayResponse, undefined, { signal }),
  });

/** The frozen rows behind a figure. */
export const reportRowsQuery = (id: string, params: QueryParams) =>
  infiniteQueryOptions({
    queryKey: ['report', id, 'rows', params],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ pageParam, signal }) =>
      apiGet(
        `${REPORTS}/${id}/rows`,
        ReportRowsResponse,
        { ...params, limit: 200, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const schedulesQuery = queryOptions({
  queryKey: ['reports', 'schedules'],
  queryFn: async ({ signal }) =>
    (await apiGet(SCHEDULES, ReportSchedulesResponse, undefined, { signal })).items,
});

export const createReport = (body: Partial<CreateReportBody>) =>
  apiSend('POST', REPORTS, body, CreatedReportResponse);
export const deleteReport = (id: string) => apiSend('DELETE', `${REPORTS}/${id}`, undefined, z.undefined());

export const createSchedule = (body: CreateReportScheduleBody): Promise<ReportSchedule> =>
  apiSend('POST', SCHEDULES, body, ReportScheduleSchema);
export const patchSchedule = (id: string, body: PatchReportScheduleBody): Promise<ReportSchedule> =>
  apiSend('PATCH', `${SCHEDULES}/${id}`, body, ReportScheduleSchema);
export const deleteSchedule = (id: string) =>
  apiSend('DELETE', `${SCHEDULES}/${id}`, undefined, z.undefined());

/** The calendars of holidays that a schedule can count its days by. */
export const calendarNamesQuery = queryOptions({
  queryKey: ['holidays', 'calendar-names'],
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/holidays/calendars', CalendarsResponse, undefined, { signal })).items.map(
      ({ calendar }) => calendar,
    ),
});
