import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { fillIncidents } from '@tenken/bench/fill-incidents';
import { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import { AlertRuleMetricsResponse } from '@tenken/shared/alert-rules.contract';
import { DurationsResponse } from '@tenken/shared/durations.contract';
import { HomeResponse } from '@tenken/shared/home.contract';
import { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import { PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import fc from 'fast-check';
import type { z } from 'zod';
import {
  actionItemClaims,
  type Claim,
  durationClaims,
  postmortemClaims,
  type Query,
  rateClaims,
  recurrenceClaims,
} from './figure-claims.js';

/** Of each answer so many numbers are opened; with the seed always the same ones. */
const OPENED = 12;
const RUNS = 5;

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
  await api.request.post('/api/v1/sample-data').send({}).expect(201);
  await fillIncidents(api.databaseUrl, { incidents: 400, seed: 11 });
}, 600_000);
afterAll(() => api.close());

async function ask<T extends z.ZodType>(response: T, path: string, query: Query): Promise<z.output<T>> {
  const answer = await api.request.get(path).query(query);
  expect([path, query, answer.status, answer.body.detail]).toEqual([path, query, 200, undefined]);
  return response.parse(answer.body);
}

/** Rows, counted by reading every page to the last one. */
async function rowsOf({ list, query }: Claim): Promise<number | string> {
  let rows = 0;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer = await api.request
      .get(list)
      .query({ ...query, limit: '500', ...(cursor ? { cursor } : {}) });
    if (answer.status !== 200) return `${answer.status} ${answer.body.detail}`;
    rows += answer.body.items.length;
    cursor = answer.body.nextCursor;
  }
  return rows;
}

/** Opens numbers of the answer, the ones above zero first, and returns those that do not hold. */
async function broken(claims: readonly Claim[], seed: number): Promise<object[]> {
  const order = (claim: Claim, index: number) =>
    (claim.shown > 0 ? 0 : 1) + ((index * 7919 + seed * 104729) % 1000) / 1000;
  const opened = claims
    .map((claim, index) => ({ claim, key: order(claim, index) }))
    .sort((a, b) => a.key - b.key)
    .slice(0, OPENED);
  const wrong: object[] = [];
  for (const { claim } of opened) {
    const rows = await rowsOf(claim);
    if (rows !== claim.shown) wrong.push({ ...claim, rows });
  }
  return wrong;
}

const DAY_MS = 86_400_000;
const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);

/** Absent more often than not, so that a few filters meet at once. */
const rarely = <T>(values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 });

const scope = fc.record({
  from: fc.integer({ min: 200, max: 1800 }).map(day),
  to: fc.integer({ min: -3, max: 190 }).map(day),
  timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'Europe/Berlin'),
  bucket: fc.constantFrom(undefined, 'month', 'quarter', 'fiscal_half_year', 'year'),
  severity: rarely(['SEV1,SEV2', 'SEV3', 'none']),
  service: rarely(['bench-1', 'bench-2,bench-3', 'bench-5-1']),
  team: rarely(['bench-team-2', 'Team 3,Team 4']),
});
const incidentScope = fc.record({
  scope,
  severityOf: fc.constantFrom(undefined, 'first'),
  cause: rarely(['network', 'software,none']),
  trigger: rarely(['config_push', 'none']),
  detectionSource: rarely(['alert', 'customer,colleague']),
  tag: rarely(['release', 'database,none']),
  kind: rarely(['drill,maintenance', 'incident']),
  postmortem: rarely(['required', 'not_required']),
});
// Not by kind: groups of what does not count are empty by definition, and their list is not.
const GROUPS = [
  'severity',
  'firstSeverity',
  'service',
  'team',
  'cause',
  'trigger',
  'detectionSource',
  'tag',
  'source',
  'postmortem',
];

function defined(values: Record<string, string | undefined>): Query {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Query;
}

/** A group of something of which an incident can have two is listed with the filter on the same thing taken off. */
function withGroup(query: Query, groupBy: string | undefined): Query {
  return groupBy === undefined || groupBy in query || (groupBy === 'firstSeverity' && 'severity' in query)
    ? query
    : { ...query, groupBy };
}

/** Runs over generated questions; the first that breaks is told with its numbers. */
function forAny<T>(
  question: fc.Arbitrary<T>,
  check: (question: T, seed: number) => Promise<object[]>,
  runs = RUNS,
) {
  return fc.assert(
    fc.asyncProperty(question, fc.integer({ min: 0, max: 999 }), async (asked, seed) => {
      expect(await check(asked, seed)).toEqual([]);
    }),
    { seed: 4, numRuns: runs, endOnFailure: true },
  );
}

describe('number shown = rows listed', () => {
  const incidentQuestion = fc.tuple(incidentScope, fc.option(fc.constantFrom(...GROUPS), { nil: undefined }));

  it('durations', async () => {
    const metric = fc.constantFrom(
      'ttd',
      'tta',
      'ttm',
      'ttr',
      'ttr_from_detection',
      'declaredAt-mitigatedAt',
    );
    const include = rarely(['drill', 'duplicate,defaulted', 'too_long,maintenance,test']);
    await forAny(
      fc.tuple(incidentQuestion, metric, include),
      async ([[filters, groupBy], key, classes], seed) => {
        const { scope, ...others } = filters;
        const query = withGroup(
          defined({ ...scope, ...others, metric: key, include: classes, compare: 'none' }),
          groupBy,
        );
        const answer = await ask(DurationsResponse, '/api/v1/metrics/durations', query);
        return broken(durationClaims(answer, query), seed);
      },
    );
  });

  it('incident rates', async () => {
    await forAny(incidentQuestion, async ([{ scope, ...others }, groupBy], seed) => {
      const query = withGroup(defined({ ...scope, ...others, compare: 'none' }), groupBy);
      const answer = await ask(IncidentRatesResponse, '/api/v1/metrics/incident-rates', query);
      return broken(rateClaims(answer, query), seed);
    });
  });

  it('recurrence', async () => {
    await forAny(incidentQuestion, async ([{ scope, ...others }, groupBy], seed) => {
      const query = withGroup(defined({ ...scope, ...others, compare: 'none' }), groupBy);
      const answer = await ask(RecurrenceMetricsResponse, '/api/v1/metrics/recurrence', query);
      return broken(recurrenceClaims(answer, query), seed);
    });
  });

  it('action items', async () => {
    const groupBy = fc.option(fc.constantFrom('severity', 'type', 'team', 'priority'), { nil: undefined });
    await forAny(fc.tuple(scope, groupBy, rarely(['prevent,detect'])), async ([filters, by, type], seed) => {
      const query = withGroup(defined({ ...filters, type, compare: 'none' }), by);
      const answer = await ask(ActionItemMetricsResponse, '/api/v1/metrics/action-items', query);
      return broken(actionItemClaims(answer, query), seed);
    });
  });

  it('postmortems', async () => {
    await forAny(scope, async (filters, seed) => {
      const query = defined(filters);
      const answer = await ask(PostmortemMetricsResponse, '/api/v1/metrics/postmortems', query);
      return broken(postmortemClaims(answer, query), seed);
    });
  });

  it('alert rules', async () => {
    const question = fc.record({
      from: fc.integer({ min: 30, max: 90 }).map(day),
      to: fc.integer({ min: -1, max: 29 }).map(day),
      timeZone: fc.constantFrom('UTC', 'Asia/Tokyo'),
    });
    await forAny(
      question,
      async (query, seed) => {
        const { items } = await ask(AlertRuleMetricsResponse, '/api/v1/metrics/alert-rules', {
          ...query,
          limit: '6',
        });
        const list = '/api/v1/episodes';
        const claims = items.flatMap(({ id, fired, pages, selfResolved, fleeting }) => [
          { figure: 'fired', shown: fired, list, query: { ...query, rule: id } },
          { figure: 'pages', shown: pages, list, query: { ...query, rule: id, notified: '1' } },
          {
            figure: 'self-resolved',
            shown: selfResolved,
            list,
            query: { ...query, rule: id, selfResolved: '1' },
          },
          { figure: 'fleeting', shown: fleeting, list, query: { ...query, rule: id, fleeting: '1' } },
        ]);
        return broken(claims, seed);
      },
      2,
    );
  });

  it('home', async () => {
    const { actions, followUps, postmortems } = await ask(HomeResponse, '/api/v1/home', { timeZone: 'UTC' });
    const claims: Claim[] = [
      ['open actions', actions!.allOpen, 'action-items', { status: 'open,in_progress' }],
      ['overdue actions', actions!.allOverdue, 'action-items', { group: 'overdue' }],
      ['open gaps', followUps!.gapsOpen, 'coverage-gaps', { status: 'open,in_progress' }],
      ['open decisions', followUps!.decisionsOpen, 'decisions', { status: 'open' }],
      ['overdue decisions', followUps!.decisionsOverdue, 'decisions', { status: 'overdue' }],
    ].map(([figure, shown, list, query]) => ({ figure, shown, list: `/api/v1/${list}`, query }) as Claim);
    expect(await broken(claims, 1)).toEqual([]);
    expect(postmortems!.unreviewedIds?.length ?? postmortems!.unreviewed).toBe(postmortems!.unreviewed);
    expect(postmortems!.missingIds?.length ?? postmortems!.missing).toBe(postmortems!.missing);
  });
});
