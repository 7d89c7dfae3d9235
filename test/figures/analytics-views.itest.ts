import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowCount } from '@tenken/api/database/select';
import { createTestApp, type TestApp } from '@tenken/api/http/test-app';
import { fillIncidents } from '@tenken/bench/fill-incidents';
import { ActionItemMetricsResponse } from '@tenken/shared/action-item-metrics.contract';
import { DurationsResponse } from '@tenken/shared/durations.contract';
import { PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import { RecurrenceMetricsResponse } from '@tenken/shared/recurrence.contract';
import type { z } from 'zod';

const METRICS = ['ttd', 'tta', 'ttm', 'ttr', 'ttr_from_detection'] as const;

let api: TestApp;
let now: Date;
let range: { from: string; to: string };

beforeAll(async () => {
  api = await createTestApp();
  now = new Date();
  await fillIncidents(api.databaseUrl, { incidents: 300, seed: 7, now });
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  range = { from: day(now.getTime() - 5 * 366 * 86_400_000), to: day(now.getTime() + 2 * 86_400_000) };
});
afterAll(() => api.close());

async function ask<T extends z.ZodType>(
  response: T,
  path: string,
  query: Record<string, string> = {},
): Promise<z.output<T>> {
  const answer = await api.request.get(path).query({ ...query, ...range, timeZone: 'UTC' });
  expect([path, answer.status]).toEqual([path, 200]);
  return response.parse(answer.body);
}

/** One row of numbers from SQL. */
async function sql(statement: string, parameters: unknown[] = []): Promise<Record<string, number | null>> {
  const [row] = await api.dataSource.query(statement, parameters);
  return Object.fromEntries(
    Object.entries(row as object).map(([key, value]) => [key, value === null ? null : rowCount.parse(value)]),
  );
}

describe('the schema analytics', () => {
  it('says of every view and column what it means, and shows no secret, body or person', async () => {
    const silent = await api.dataSource.query(
      `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'analytics'::regnamespace and a.attnum > 0
         and (coalesce(col_description(c.oid, a.attnum), '') = '' or coalesce(obj_description(c.oid), '') = '')`,
    );
    expect(silent).toEqual([]);
    const columns = await api.dataSource.query(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'analytics'`,
    );
    expect(columns.length).toBeGreaterThan(150);
    const names = columns.map(({ name }: { name: string }) => name);
    const telling =
      /secret|token|password|body|markdown|summary|\.impact|reason_text|\.owner|_by$|_by_id|labels|annotations|email/;
    expect(names.filter((name: string) => telling.test(name) && name !== 'postmortems.required_by')).toEqual(
      [],
    );
  });

  it('can be read by a role that may read nothing else', async () => {
    const runner = api.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`create role analytics_reader_of_a_test nologin`);
      await runner.query(`grant usage on schema analytics to analytics_reader_of_a_test`);
      await runner.query(`grant select on all tables in schema analytics to analytics_reader_of_a_test`);
      await runner.query(`set local role analytics_reader_of_a_test`);
      const views = await runner.query(
        `select relname as name from pg_class where relnamespace = 'analytics'::regnamespace and relkind = 'v'`,
      );
      expect(views.length).toBeGreaterThan(17);
      for (const { name } of views) await runner.query(`select * from analytics.${name} limit 1`);
      await expect(runner.query('select * from users')).rejects.toThrow(/permission denied/);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });

  it.each(METRICS)('gives the figures of %s', async (metric) => {
    const { groups } = await ask(DurationsResponse, '/api/v1/metrics/durations', { metric, compare: 'none' });
    const { total } = groups[0]!;
    const found = await sql(
      `select count(*) filter (where state = 'used') as n, count(*) filter (where state = 'open') as open,
         count(*) filter (where state = 'missing') as missing, count(*) filter (where state = 'excluded') as excluded,
         percentile_cont(0.5) within group (order by seconds) filter (where state = 'used') as median,
         avg(seconds) filter (where state = 'used') as mean
       from analytics.incident_durations where metric = $1 and cohort_at >= $2 and cohort_at < $3`,
      [metric, range.from, range.to],
    );
    expect(found).toMatchObject({
      n: total.n,
      open: total.open,
      missing: total.missing,
      excluded: total.excluded,
    });
    if (total.open > 0) return;
    expect(found.median).toBeCloseTo(total.medianSeconds!, 6);
    expect(found.mean).toBeCloseTo(total.meanSeconds!, 4);
  });

  it('gives the reasons why incidents do not count', async () => {
    const { groups } = await ask(DurationsResponse, '/api/v1/metrics/durations', {
      metric: 'tta',
      compare: 'none',
    });
    const rows = await api.dataSource.query(
      `select reason, count(*)::integer as n from analytics.incident_durations
       where metric = 'tta' and reason is not null group by 1`,
    );
    const byReason = (list: { reason: string }[]) => list.toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
    expect(byReason(rows)).toEqual(byReason(groups[0]!.total.excludedBy));
  });

  it('gives the figures of action items', async () => {
    const total = await ask(ActionItemMetricsResponse, '/api/v1/metrics/action-items');
    const found = await sql(
      `select count(*) as created, count(*) filter (where outcome = 'done') as done,
         count(*) filter (where outcome = 'declined') as declined, count(*) filter (where outcome = 'deleted') as deleted,
         count(*) filter (where outcome = 'overdue') as overdue,
         count(*) filter (where outcome = 'open_in_time') as "openInTime",
         count(*) filter (where on_time)::float8 / count(on_time) as "onTime"
       from analytics.action_items where created_at >= $1 and created_at < $2`,
      [range.from, range.to],
    );
    const { onTime, ...counts } = found;
    expect(total).toMatchObject(counts);
    expect(onTime).toBeCloseTo(total.onTimeRate!.value, 12);
  });

  it('gives the figures of recurrences and postmortems', async () => {
    const recurrence = await ask(RecurrenceMetricsResponse, '/api/v1/metrics/recurrence');
    const found = await sql(
      `select count(distinct i.id) as incidents, count(distinct r.incident_id) as confirmed
       from analytics.incidents i
       left join analytics.recurrences r on r.incident_id = i.id and r.status = 'confirmed'
       where i.counts_in_figures and i.cohort_at >= $1 and i.cohort_at < $2`,
      [range.from, range.to],
    );
    expect(recurrence).toMatchObject(found);
    const { total } = await ask(PostmortemMetricsResponse, '/api/v1/metrics/postmortems');
    const written = await sql(
      `select count(*) filter (where p.is_required and not p.is_waived) as required,
         count(*) filter (where p.is_required and p.is_waived) as waived,
         count(*) filter (where p.is_required and not p.is_waived and p.status in ('reviewed', 'closed')) as reviewed
       from analytics.postmortems p join analytics.incidents i on i.id = p.incident_id
       where i.counts_in_figures and p.incident_resolved_at >= $1 and p.incident_resolved_at < $2`,
      [range.from, range.to],
    );
    expect(total).toMatchObject(written);
  });
});
