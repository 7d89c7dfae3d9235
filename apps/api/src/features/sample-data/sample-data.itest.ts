import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SampleDataResponse } from '@tenken/shared/sample-data.contract';
import { Clock } from '../../clock/clock.js';
import { until } from '../../clock/test-until.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { RecurrenceSuggestionService } from '../recurrences/recurrence-suggestions.service.js';
import { SchemaDriftService } from '../schema-drift/schema-drift.service.js';

const NOW = new Date('2026-11-21T08:00:00Z');

let api: TestApp;
beforeAll(async () => {
  api = await createTestApp();
});
afterAll(() => api.close());

/** Every row of every table as text, but for the log of what was done. */
async function allRows(): Promise<Record<string, string[]>> {
  const tables: { name: string }[] = await api.dataSource.query(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and c.relname <> 'audit_log' order by 1`,
  );
  const rows: Record<string, string[]> = {};
  for (const { name } of tables) {
    const found: { row: string }[] = await api.dataSource.query(
      `select t::text as row from "${name}" t order by 1`,
    );
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}

/** The list of incidents that a worker will compare is worked off. */
function nothingToCheck(): Promise<unknown> {
  return until(async () => {
    await api.app.get(RecurrenceSuggestionService, { strict: false }).work();
    const [{ n }] = await api.dataSource.query('select count(*)::int as n from recurrence_checks');
    return n === 0;
  });
}

describe('sample data', () => {
  it('comes and goes without touching anything else', async () => {
    await api.request
      .post('/api/v1/ingest/generic')
      .send({ rule: 'Own', service: 'own', startsAt: '2026-11-01T00:00:00Z' });
    const incident = await api.request
      .post('/api/v1/incidents')
      .send({ title: 'own', startedAt: '2026-11-01T00:00:00Z' });
    expect(incident.status).toBe(201);
    await until(async () => {
      const [{ n }] = await api.dataSource.query('select count(*)::int as n from episodes');
      return n === 1;
    });
    // the shape of what has come is noted a little later
    await api.app.get(SchemaDriftService).flush();
    await nothingToCheck();
    const before = await allRows();
    const created = await api.request.post('/api/v1/sample-data').send({});
    expect([created.status, created.body.detail]).toEqual([201, undefined]);
    const { present, counts } = SampleDataResponse.parse(created.body);
    expect(present).toBe(true);
    expect(counts).toMatchObject({ teams: 2, services: 9, alertRules: 18, reviews: 2, coverageGaps: 3 });
    expect(counts.episodes).toBeGreaterThan(800);
    expect((await api.request.post('/api/v1/sample-data').send({})).status).toBe(409);
    const removed = await api.request.delete('/api/v1/sample-data');
    expect([removed.status, removed.body.present]).toEqual([200, false]);
    await nothingToCheck();
    expect(await allRows()).toEqual(before);
  });

  it('shows a gap that a real firing proved closed, and decisions done and open', async () => {
    // what is chance in the sample must not be another one each day
    api.app.get(Clock).now = () => NOW;
    await api.request.post('/api/v1/sample-data').send({ seed: 8 });
    const gaps = await api.request.get('/api/v1/coverage-gaps');
    expect(gaps.body.items.map((gap: { status: string }) => gap.status).sort()).toEqual([
      'accepted',
      'open',
      'proven',
    ]);
    const [row] = await api.dataSource.query(`select count(*) filter (where status = 'done')::int as done,
      count(*) filter (where status = 'open' and due_on < current_date)::int as overdue from decisions`);
    expect(row).toEqual({ done: 7, overdue: 2 });
  });

  it('shows a decision of each outcome, and a change that nobody decided', async () => {
    const facets = await api.request.get('/api/v1/decisions/facets');
    expect(facets.body.outcome).toEqual(
      facets.body.outcome.map(({ value }: { value: string }) => ({ value, count: expect.any(Number) })),
    );
    const shown = facets.body.outcome.filter(({ count }: { count: number }) => count > 0);
    expect(shown.map(({ value }: { value: string }) => value)).toEqual([
      'worked',
      'no_clear_change',
      'worse',
      'lost_detection',
      'too_early',
      'no_base',
      'not_measured',
    ]);
    const to = NOW.toISOString();
    const from = new Date(NOW.getTime() - 60 * 86_400_000).toISOString();
    const changes = await api.request.get('/api/v1/rule-changes').query({ from, to });
    expect(changes.body.items).toMatchObject([{ ruleName: 'PaymentQueueBacklog' }]);
  });
});
