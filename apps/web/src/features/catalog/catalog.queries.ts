import { queryOptions } from '@tanstack/react-query';
import {
  CalendarsResponse,
  type CreateHolidayBody,
  HolidaySchema,
  HolidaysResponse,
  type ImportHolidaysBody,
  ImportHolidaysResponse,
} from '@tenken/shared/holidays.contract';
import {
  type CreateServiceBody,
  type Service,
  ServiceSchema,
  ServicesResponse,
  type UpdateServiceBody,
} from '@tenken/shared/services.contract';
import {
  type CreateTeamBody,
  type Team,
  TeamSchema,
  TeamsResponse,
  type UpdateTeamBody,
} from '@tenken/shared/teams.contract';
import { z } from 'zod';
import { apiGet, apiSend } from '../../api/http.js';

const PAGE = 500;
const nothing = z.undefined();

/** Every team, archived ones too: the page divides them. */
export const teamsQuery = queryOptions({
  queryKey: ['teams', 'all'],
  queryFn: ({ signal }) =>
    readAll<Team>((cursor) =>
      apiGet('/api/v1/teams', TeamsResponse, { archived: '1', limit: PAGE, cursor }, { signal }),
    ),
});

/** Every service, archived ones too. */
export const servicesQuery = queryOptions({
  queryKey: ['services', 'all'],
  queryFn: ({ signal }) =>
    readAll<Service>((cursor) =>
      apiGet('/api/v1/services', ServicesResponse, { archived: '1', limit: PAGE, cursor }, { signal }),
    ),
});

export const calendarsQuery = queryOptions({
  queryKey: ['holidays', 'calendars'],
  queryFn: async ({ signal }) =>
    (await apiGet('/api/v1/holidays/calendars', CalendarsResponse, undefined, { signal })).items,
});

export const holidaysQuery = (calendar: string, year: number) =>
  queryOptions({
    queryKey: ['holidays', 'year', calendar, year],
    queryFn: async ({ signal }) =>
      (await apiGet('/api/v1/holidays', HolidaysResponse, { calendar, year }, { signal })).items,
  });

export const createTeam = (body: CreateTeamBody) => apiSend('POST', '/api/v1/teams', body, TeamSchema);
export const updateTeam = (id: string, body: UpdateTeamBody) =>
  apiSend('PATCH', `/api/v1/teams/${id}`, body, TeamSchema);

export const createService = (body: CreateServiceBody) =>
  apiSend('POST', '/api/v1/services', body, ServiceSchema);
export const updateService = (id: string, body: UpdateServiceBody) =>
  apiSend('PATCH', `/api/v1/services/${id}`, body, ServiceSchema);

export const createHoliday = (body: CreateHolidayBody) =>
  apiSend('POST', '/api/v1/holidays', body, HolidaySchema);
export const importHolidays = (body: ImportHolidaysBody) =>
  apiSend('POST', '/api/v1/holidays/import', body, ImportHolidaysResponse);
export const deleteHoliday = (id: string) => apiSend('DELETE', `/api/v1/holidays/${id}`, undefined, nothing);

async function readAll<Item>(
  readPage: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
