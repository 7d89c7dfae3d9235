import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DurationIncidentsResponse, DurationsResponse } from '@tenken/shared/durations.contract';
import { IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import { IncidentGroupBy } from '@tenken/shared/incident-scope.contract';
import { IncidentsResponse } from '@tenken/shared/incidents.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertRandomIncidents } from './test-random-incidents.js';

type Query = Record<string, string>;

const RANGE = { from: '2026-09-01', to: '2026-10-01', timeZone: 'Asia/Tokyo' };
const METRICS = [
  'ttd',
  'tta',
  'ttm',
  'ttr',
  'ttr_from_detection',
  'declaredAt-mitigatedAt',
  'resolvedAt-closedAt',
  'acknowledgedAt-declaredAt',
];
const FILTERS: Query[] = [
  {},
  { include: 'drill,duplicate,defaulted' },
  { severity: 'SEV1,none' },
  { severity: 'SEV3', severityOf: 'first' },
  { service: 'a' },
  { team: 't1' },
  { tag: 'payment,none' },
  { kind: 'drill,maintenance' },
  { postmortem: 'required' },
  { postmortem: 'not_required', cause: 'none,network', detectionSource: 'alert' },
  { trigger: 'config_push', source: 'import' },
];

/** How the incident list says what a group of rates says. */
const LIST_FILTER: Record<IncidentGroupBy, (key: string) => Query> = {
  severity: (key) => ({ severity: key }),
  firstSeverity: (key) => ({ severity: key, severityOf: 'first' }),
  service: (key) => ({ service: key, components: 'exclude' }),
  team: (key) => ({ team: key }),
  cause: (key) => ({ causeCategory: key }),
  trigger: (key) => ({ triggerCategory: key }),
  detectionSource: (key) => ({ detectionSource: key }),
  source: (key) => ({ source: key }),
  tag: (key) => ({ tag: key }),
  kind: (key) => ({ kind: key }),
  postmortem: (key) => ({ postmortemRequired: key }),
};

/** Number shown = rows listed, over generated incidents that have everything wrong with them. */
describe('figures and their rows', () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => new Date('2026-11-21T08:00:00Z');
    await insertRandomIncidents(api.dataSource, 150, 7);
  });
  afterAll(() => api.close());

  async function get(path: string, query: Query): Promise<unknown> {
    const answer = await api.request.get(`/api/v1/${path}`).query(query);
    expect({ status: answer.status, problem: answer.body.errors }).toEqual({
      status: 200,
      problem: undefined,
    });
    return answer.body;
  }
  const durations = async (query: Query) => DurationsResponse.parse(await get('metrics/durations', query));
  const rows = async (query: Query) => {
    const page = DurationIncidentsResponse.parse(
      await get('metrics/durations/incidents', { ...query, limit: '500' }),
    );
    expect(new Set(page.items.map(({ id }) => id)).size).toBe(page.total);
    return page.items;
  };
  /** Counts as a figure shows them. */
  const counted = (items: DurationIncidentsResponse['items']) => {
    const count = (state: string) => items.filter((row) => row.state === state).length;
    const reasons = items.flatMap(({ reason }) => (reason === null ? [] : [reason])).sort();
    return {
      n: count('used'),
      open: count('open'),
      missing: count('missing'),
      excluded: count('excluded'),
      reasons,
    };
  };
  const shown = (figures: DurationsResponse['current'] | DurationsResponse['groups'][number]['total']) => ({
    n: figures.n,
    open: figures.open,
    missing: figures.missing,
    excluded: figures.excluded,
    reasons: figures.excludedBy.flatMap(({ reason, n }) => Array<string>(n).fill(reason)).sort(),
  });

  it.each(IncidentGroupBy.options)('durations by %s', async (groupBy) => {
    const query = { metric: 'ttr', ...RANGE, groupBy };
    const answer = await durations({ ...query, bucket: 'week' });
    expect(answer.groups.length).toBeGreaterThan(1);
    for (const group of answer.groups) {
      const items = await rows({ ...query, group: group.key });
      expect(shown(group.total)).toEqual(counted(items));
      for (const bucket of group.buckets) {
        const inside = items.filter(({ cohortAt }) => cohortAt >= bucket.from && cohortAt < bucket.to);
        expect(shown({ ...bucket })).toEqual(counted(inside));
      }
    }
    expect(shown(answer.current)).toEqual(counted(await rows({ metric: 'ttr', ...RANGE })));
  });

  it.each(METRICS)('durations of %s under every filter', async (metric) => {
    for (const filter of FILTERS) {
      const query = { metric, ...RANGE, ...filter };
      const { current, groups } = await durations({ ...query, bucket: 'week' });
      const items = await rows(query);
      expect({ filter, ...shown(current) }).toEqual({ filter, ...counted(items) });
      expect(shown(groups[0]!.total)).toEqual(shown(current));
      const seconds = items.filter(({ state }) => state === 'used').map((row) => row.seconds as number);
      const sum = seconds.reduce((a, b) => a + b, 0);
      if (current.meanSeconds !== null) expect(current.meanSeconds).toBeCloseTo(sum / seconds.length, 6);
    }
  });

  const listed = async (query: Query) =>
    IncidentsResponse.parse(await get('incidents', { ...RANGE, ...query, limit: '500' })).items.length;

  it.each(IncidentGroupBy.options)('rates by %s', async (groupBy) => {
    const answer = IncidentRatesResponse.parse(
      await get('metrics/incident-rates', { ...RANGE, groupBy, bucket: 'week' }),
    );
    for (const group of answer.groups) {
      const filter = LIST_FILTER[groupBy](group.key);
      const real = { kind: 'incident', duplicates: 'exclude' };
      if (groupBy !== 'kind') expect(await listed({ ...real, ...filter })).toBe(group.total.n);
      expect(await listed(filter)).toBe(group.total.n + group.total.excluded);
      expect(group.buckets.reduce((sum, bucket) => sum + bucket.n, 0)).toBe(group.total.n);
      for (const { reason, n } of group.total.excludedBy) {
        const left: Query =
          reason === 'duplicate' ? { duplicates: 'only' } : { kind: reason, duplicates: 'exclude' };
        expect(await listed({ ...filter, ...left })).toBe(n);
      }
    }
    expect(answer.current.n).toBe(await listed({ kind: 'incident', duplicates: 'exclude' }));
  });

  it('rates under every filter', async () => {
    for (const { cause, trigger, postmortem, include = '', ...filter } of FILTERS) {
      const classes = include.split(',').filter((part) => part === 'drill' || part === 'duplicate');
      const { current } = IncidentRatesResponse.parse(
        await get('metrics/incident-rates', {
          ...RANGE,
          ...filter,
          ...(classes.length > 0 ? { include: classes.join(',') } : {}),
          ...(cause === undefined ? {} : { cause }),
          ...(trigger === undefined ? {} : { trigger }),
          ...(postmortem === undefined ? {} : { postmortem }),
        }),
      );
      const list = {
        kind: classes.includes('drill') ? 'incident,drill' : 'incident',
        duplicates: classes.includes('duplicate') ? 'include' : 'exclude',
        ...filter,
        ...(cause === undefined ? {} : { causeCategory: cause }),
        ...(trigger === undefined ? {} : { triggerCategory: trigger }),
        ...(postmortem === undefined ? {} : { postmortemRequired: postmortem }),
      };
      expect({ list, n: await listed(list) }).toEqual({ list, n: current.n });
    }
  });
});
