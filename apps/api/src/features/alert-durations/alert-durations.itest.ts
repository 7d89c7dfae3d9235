import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AlertDurationsResponse } from '@tenken/shared/alert-durations.contract';
import { Clock } from '../../clock/clock.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { EpisodeDayCountService } from '../episodes/episode-day-count.service.js';

interface Fired {
  rule: string;
  startsAt: Date;
  seconds: number;
}

/** The bucket that holds the rank, written apart from the SQL. */
function expectedQuantile(seconds: readonly number[], part: number): number {
  const sorted = seconds.toSorted((a, b) => a - b);
  const value = sorted[Math.ceil(sorted.length * part) - 1]!;
  return value < 1 ? 0 : 1.04 ** (Math.floor(Math.log(value) / Math.log(1.04)) + 0.5);
}

describe('durations of alerts by service and month', () => {
  let api: TestApp;
  const services: Record<string, string | null> = { A: 'Shop', B: 'Shop', C: 'Search', D: null };
  const fired: Fired[] = [];

  const fire = async (all: readonly Fired[]) => {
    fired.push(...all);
    await api.dataSource.transaction((db) =>
      api.app.get(EpisodeService, { strict: false }).applyTransitions(
        db,
        '1',
        all.map(({ rule, startsAt, seconds }, index) => ({
          ruleUid: rule,
          ruleName: rule,
          fingerprint: `f${index % 3}`,
          startsAt,
          endsAt: new Date(startsAt.getTime() + seconds * 1000),
          labels: {},
          annotations: {},
          receivedAt: startsAt,
          ...(services[rule] === null ? {} : { service: services[rule]! }),
        })),
      ),
    );
  };
  const ask = async (query = '') => {
    const answer = await api.request.get(`/api/v1/metrics/alert-durations?from=2026-08&to=2026-12${query}`);
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return AlertDurationsResponse.parse(answer.body).services.map(({ name, months }) => ({
      name,
      months: months.map((month) => ({
        ...month,
        medianSeconds: month.medianSeconds!.toFixed(6),
        p90Seconds: month.p90Seconds?.toFixed(6) ?? null,
      })),
    }));
  };
  const expected = () =>
    ['Search', 'Shop', null].flatMap((name) => {
      const months = ['2026-08', '2026-09', '2026-10', '2026-11'].flatMap((month) => {
        const seconds = fired
          .filter(({ rule, startsAt }) => services[rule] === name && startsAt.toISOString().startsWith(month))
          .map((one) => one.seconds);
        const n = seconds.length;
        return n === 0
          ? []
          : {
              month,
              unfinished: month === '2026-11',
              n,
              open: 0,
              medianSeconds: expectedQuantile(seconds, 0.5).toFixed(6),
              p90Seconds: n >= 36 ? expectedQuantile(seconds, 0.9).toFixed(6) : null,
            };
      });
      return months.length === 0 ? [] : { name, months };
    });
  const count = () => api.app.get(EpisodeDayCountService, { strict: false }).work();
  const counted = async () =>
    (
      await api.dataSource.query(
        `select count(*) filter (where is_counted and ended > 0)::int as n from service_month_durations`,
      )
    )[0].n;

  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock).now = () => new Date('2026-11-21T08:00:00Z');
    await api.dataSource.query(`insert into sources (kind, key, name) values ('generic', 'g', 'G')`);
    const start = Date.parse('2026-08-01T00:00:00Z');
    await fire(
      Array.from({ length: 600 }, (_, n) => ({
        rule: 'ABCD'[n % 4]!,
        startsAt: new Date(start + n * 15_731_000),
        seconds: (n * 7919) % 5000,
      })),
    );
  });
  afterAll(() => api.close());

  it('are those of the alerts before a month is counted, after, when one comes late and when a rule moves', async () => {
    expect(await ask()).toEqual(expected());
    await count();
    expect(await counted()).toBe(9);
    expect(await ask()).toEqual(expected());
    expect(await ask('&service=Shop')).toEqual(expected().filter(({ name }) => name === 'Shop'));
    await fire(
      Array.from({ length: 200 }, (_, n) => ({
        rule: 'A',
        startsAt: new Date(Date.parse('2026-09-05T00:00:00Z') + n * 60_000),
        seconds: 20_000 + n,
      })),
    );
    expect(await ask()).toEqual(expected());
    await api.dataSource.query(
      `update alert_rules set service_id = (select id from services where name = 'Search') where name = 'B'`,
    );
    await api.dataSource.query(`update alert_rules set service_id = null where name = 'C'`);
    services.B = 'Search';
    services.C = null;
    expect(await ask()).toEqual(expected());
    await count();
    expect(await counted()).toBe(9);
    expect(await ask()).toEqual(expected());
  });

  it('has rows for each number, those that still fire too, whatever service the message named', async () => {
    await api.dataSource.transaction((db) =>
      api.app.get(EpisodeService, { strict: false }).applyTransitions(
        db,
        '1',
        ['2026-07-30', '2026-10-05', '2026-11-20'].map((day) => ({
          ruleUid: 'C',
          ruleName: 'C',
          fingerprint: `open ${day}`,
          startsAt: new Date(`${day}T00:00:00Z`),
          labels: {},
          annotations: {},
          receivedAt: new Date(`${day}T00:00:00Z`),
          service: 'Search',
        })),
      ),
    );
    const answer = await api.request.get('/api/v1/metrics/alert-durations?from=2026-07&to=2026-12');
    const { services: found } = AlertDurationsResponse.parse(answer.body);
    const none = found.find(({ id }) => id === null)!;
    expect(none.months.map(({ month, open }) => [month, open])).toEqual([
      ['2026-07', 1],
      ['2026-08', 0],
      ['2026-09', 0],
      ['2026-10', 1],
      ['2026-11', 1],
    ]);
    expect(none.months[0]).toMatchObject({ n: 0, medianSeconds: null, p90Seconds: null, unfinished: false });
    for (const { id, months } of found) {
      for (const { month, n, open } of months) {
        const range = `from=${month}-01&to=${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}-01`;
        const rows = (isOpen: number) =>
          api.request.get(
            `/api/v1/episodes?ruleService=${id ?? 'none'}&${range}&timeZone=UTC&open=${isOpen}&limit=1`,
          );
        expect([month, (await rows(0)).body.total, (await rows(1)).body.total]).toEqual([month, n, open]);
      }
    }
  });

  it('narrows to the services of a team', async () => {
    await api.dataSource.query(`insert into teams (key, name) values ('shop-team', 'Shop team')`);
    await api.dataSource.query(
      `update services set team_id = (select id from teams where key = 'shop-team') where name = 'Shop'`,
    );
    expect((await ask('&team=shop-team')).map(({ name }) => name)).toEqual(['Shop']);
  });

  it('names what is wrong with a range', async () => {
    const answer = await api.request.get('/api/v1/metrics/alert-durations?from=2026-08&to=2026-08');
    expect(answer.status).toBe(400);
    await api.request.get('/api/v1/metrics/alert-durations?from=2020-08&to=2026-08').expect(400);
  });
});
