import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addBusinessDays, countBusinessDays } from '@tenken/shared/business-days';
import { PostmortemMetricsResponse } from '@tenken/shared/postmortem-metrics.contract';
import {
  PostmortemCountsResponse,
  type PostmortemRow,
  type PostmortemState,
  PostmortemsResponse,
} from '@tenken/shared/postmortems.contract';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { insertIncident } from '../durations/test-incidents.js';

const NOW = new Date('2026-11-24T15:30:00Z');
/** In Tokyo it is Wednesday the 25th already; Monday the 23rd was a holiday of Japan only. */
const TEAMS = [
  { id: '1', timeZone: 'Asia/Tokyo', calendar: 'JP', workingDays: [1, 2, 3, 4, 5] },
  { id: '2', timeZone: 'America/New_York', calendar: 'US', workingDays: [1, 2, 3, 4, 5] },
  { id: '3', timeZone: 'Asia/Dubai', calendar: 'JP', workingDays: [7, 1, 2, 3, 4] },
];
const NOBODY = { id: null, timeZone: 'UTC', calendar: '', workingDays: [1, 2, 3, 4, 5] };
const JAPAN = new Set(['2026-11-03', '2026-11-23']);
const STATUSES = [null, 'draft', 'in_review', 'reviewed', 'closed'] as const;

/** Expected answers are worked out here once more in TypeScript, row by row. */
describe('the queue of postmortems', () => {
  let api: TestApp;
  let rows: PostmortemRow[];
  beforeAll(async () => {
    api = await createTestApp();
    api.app.get(Clock, { strict: false }).now = () => NOW;
    for (const team of TEAMS)
      await api.dataSource.query(
        `insert into teams (key, name, time_zone, calendar, working_days) values ($1, $1, $2, $3, $4)`,
        [`team-${team.id}`, team.timeZone, team.calendar, team.workingDays],
      );
    await api.dataSource.query(
      `insert into services (key, name, team_id) values ('checkout', 'checkout', 2), ('free', 'free', null)`,
    );
    await api.dataSource.query(
      `insert into users (email, name, role) values ('m@example.com', 'Mori', 'member')`,
    );
    const severities = ['SEV1', 'SEV2', 'SEV3', undefined] as const;
    for (let index = 0; index < 240; index++) {
      const hours = 6 * (index % 60) + (index % 7);
      const team = index % 5;
      const id = await insertIncident(api.dataSource, {
        severity: severities[index % 4],
        detectionSource: index % 6 === 0 ? 'customer' : 'alert',
        startedAt: new Date(NOW.getTime() - hours * 3_600_000 - 30 * 60_000).toISOString(),
        resolvedAt: index % 29 === 0 ? undefined : new Date(NOW.getTime() - hours * 3_600_000).toISOString(),
        teamId: team < 3 ? TEAMS[team]!.id : undefined,
        services: team === 3 ? ['checkout'] : team === 4 ? ['free'] : [],
        kind: index % 37 === 5 ? 'drill' : 'incident',
      } as Parameters<typeof insertIncident>[1]);
      const status = STATUSES[(index * 7) % 5];
      if (status === null) continue;
      await api.dataSource.query(
        `insert into postmortems (incident_id, status, body_markdown, owner_id, owner, waived_reason, reviewed_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          id,
          status,
          index % 3 === 0 ? '# text' : '',
          index % 4 === 1 ? '1' : null,
          index % 4 === 2 ? 'Ito' : null,
          index % 11 === 0 ? 'known' : null,
          status === 'reviewed' || (status === 'closed' && index % 2)
            ? new Date(NOW.getTime() - hours * 3_600_000 + (index % 9) * 86_400_000).toISOString()
            : null,
        ],
      );
    }
    rows = await pages({ state: 'all', limit: 500 });
  });
  afterAll(() => api.close());

  async function pages(query: Record<string, string | number>): Promise<PostmortemRow[]> {
    const found: PostmortemRow[] = [];
    let cursor: string | null = null;
    do {
      const answer = await api.request
        .get('/api/v1/postmortems')
        .query({ ...query, ...(cursor === null ? {} : { cursor }) })
        .expect(200);
      const page = PostmortemsResponse.parse(answer.body);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  const isRequired = (row: PostmortemRow) => row.requiredBy.length > 0 && row.waivedReason === null;
  const isReviewed = (row: PostmortemRow) => row.status === 'reviewed' || row.status === 'closed';
  const clockOf = (row: PostmortemRow) => TEAMS.find((team) => team.id === row.team?.id) ?? NOBODY;
  const today = (row: PostmortemRow) => localDayOf(NOW, clockOf(row).timeZone);
  const isDue = (row: PostmortemRow) =>
    isRequired(row) && row.deadline.reviewBy !== null && today(row) > row.deadline.reviewBy;
  const isOnTime = (row: PostmortemRow) =>
    isReviewed(row) &&
    localDayOf(new Date(row.reviewedAt!), clockOf(row).timeZone) <= (row.deadline.reviewBy ?? '');
  const isKnown = (row: PostmortemRow) => !isReviewed(row) || row.reviewedAt !== null;
  const EXPECTED: Partial<Record<PostmortemState, (row: PostmortemRow) => boolean>> = {
    all: () => true,
    required: isRequired,
    waived: (row) => row.requiredBy.length > 0 && row.waivedReason !== null,
    missing: (row) => isRequired(row) && !row.isWritten,
    written: (row) => isRequired(row) && row.isWritten,
    unreviewed: (row) => isRequired(row) && !isReviewed(row),
    reviewed: (row) => isRequired(row) && isReviewed(row),
    overdue: (row) => isDue(row) && !isReviewed(row),
    due: (row) => isDue(row) && isKnown(row),
    on_time: (row) => isDue(row) && isKnown(row) && isOnTime(row),
    late: (row) => isDue(row) && isKnown(row) && !isOnTime(row),
    time_unknown: (row) => isRequired(row) && !isKnown(row),
  };

  it('counts days by the calendar of the team, as the browser would', () => {
    expect(new Set(rows.map((row) => row.team?.id))).toEqual(new Set(['1', '2', '3', undefined]));
    for (const row of rows) {
      const clock = clockOf(row);
      const calendar = {
        workingDays: clock.workingDays,
        holidays: clock.calendar === 'JP' ? JAPAN : new Set<string>(),
      };
      if (row.resolvedAt === null) {
        expect([row.ageBusinessDays, row.deadline.reviewBy]).toEqual([null, null]);
        continue;
      }
      const resolvedOn = localDayOf(new Date(row.resolvedAt), clock.timeZone);
      const within = { SEV1: 3, SEV2: 5 }[row.severity ?? ''] ?? null;
      expect(row.deadline).toMatchObject({
        businessDays: within,
        reviewBy: within === null ? null : addBusinessDays(resolvedOn, within, calendar),
        overdue: isDue(row) && !isReviewed(row),
      });
      expect(row.ageBusinessDays).toBe(countBusinessDays(resolvedOn, today(row), calendar));
    }
  });

  it.each(Object.keys(EXPECTED) as PostmortemState[])(
    'state %s: the right rows, each once, page by page',
    async (state) => {
      const expected = rows.filter(EXPECTED[state]!).map((row) => row.incidentId);
      const listed = (await pages({ state, limit: 60 })).map((row) => row.incidentId);
      expect(listed.length).toBeGreaterThan(0);
      // `rows` is ordered by need as well: same rows, same order
      expect(listed).toEqual(expected);
    },
  );

  it('says how many rows each state has, with the filters of the list', async () => {
    const filters: Record<string, string>[] = [
      {},
      { severity: 'SEV1,none', team: 'team-2' },
      { owner: 'Mori' },
      { ageFrom: '3', ageTo: '6', q: 'INCIDENT 1' },
    ];
    for (const filter of filters) {
      const answer = await api.request.get('/api/v1/postmortems/counts').query(filter).expect(200);
      const counts = PostmortemCountsResponse.parse(answer.body);
      const listed = async (query: Record<string, string>) =>
        (await pages({ ...filter, ...query, limit: 500 })).length;
      expect([filter, counts]).toEqual([
        filter,
        {
          all: await listed({}),
          required: await listed({ state: 'required' }),
          missing: await listed({ state: 'missing' }),
          draft: await listed({ status: 'draft' }),
          inReview: await listed({ status: 'in_review' }),
          unreviewed: await listed({ state: 'unreviewed' }),
          reviewed: await listed({ state: 'reviewed' }),
          overdue: await listed({ state: 'overdue' }),
          waived: await listed({ state: 'waived' }),
          unowned: filter.owner ? 0 : await listed({ state: 'unreviewed', unowned: 'true' }),
        },
      ]);
      expect(counts.all).toBeGreaterThan(0);
    }
  });

  it('is what the figures count: number shown = rows listed, period by period and age by age', async () => {
    const scopes: Record<string, string>[] = [{}, { service: 'free', severity: 'SEV2' }];
    for (const scope of scopes) {
      const range = { from: '2026-11-09', to: '2026-11-25', timeZone: 'Asia/Tokyo' };
      const answer = await api.request
        .get('/api/v1/metrics/postmortems')
        .query({ ...range, ...scope, bucket: 'week' })
        .expect(200);
      const figures = PostmortemMetricsResponse.parse(answer.body);
      expect(figures.buckets).toHaveLength(3);
      const week = figures.buckets[1]!;
      for (const cohort of [figures.total, week]) {
        const period = cohort === week ? { from: week.from, to: week.to } : range;
        const listed = async (query: Record<string, string | number>) =>
          (await pages({ ...scope, timeZone: range.timeZone, ...period, ...query, limit: 500 })).length;
        const counts = {
          resolved: await listed({ state: 'resolved' }),
          required: await listed({ state: 'required' }),
          waived: await listed({ state: 'waived' }),
          written: await listed({ state: 'written' }),
          reviewed: await listed({ state: 'reviewed' }),
          unreviewed: await listed({ state: 'unreviewed' }),
          overdue: await listed({ state: 'overdue' }),
          timeUnknown: await listed({ state: 'time_unknown' }),
        };
        expect(cohort).toMatchObject(counts);
        const [due, onTime] = [await listed({ state: 'due' }), await listed({ state: 'on_time' })];
        if (due === 0) expect(cohort.onTime).toBeNull();
        else expect(cohort.onTime).toMatchObject({ value: onTime / due, n: due });
      }
      for (const age of figures.ages.slice(1, 4)) {
        const inside: Record<string, string | number> = {
          ageFrom: age.fromDays,
          ...(age.toDays === null ? {} : { ageTo: age.toDays }),
        };
        const listed = async (state: string) =>
          (await pages({ ...scope, ...range, ...inside, state, limit: 500 })).length;
        expect([age, await listed('unreviewed'), await listed('overdue')]).toEqual([age, age.n, age.overdue]);
      }
    }
  });

  it('lists the most needed first: overdue, with a deadline, without, the rest; the longest resolved first', () => {
    const rank = (row: PostmortemRow) => {
      if (row.resolvedAt === null) return 9;
      if (!isRequired(row) || isReviewed(row)) return 3;
      return row.deadline.overdue ? 0 : row.deadline.reviewBy !== null ? 1 : 2;
    };
    const keys = rows.map((row) => `${rank(row)} ${row.resolvedAt} ${row.incidentId.padStart(9, '0')}`);
    expect(new Set(rows.map(rank))).toEqual(new Set([0, 1, 2, 3, 9]));
    expect(keys).toEqual([...keys].sort());
  });

  it('names an owner for many at once; what comes back undoes it', async () => {
    const [first, second] = rows.filter((row) => row.status === null && row.owner === null);
    const post = (changes: unknown[]) => api.request.post('/api/v1/postmortems/owners').send({ changes });
    const ids = `${first!.incidentId},${second!.incidentId}`;
    const owners = async () => (await pages({ ids, limit: 9 })).map((row) => [row.status, row.owner]);
    const answer = await post([
      { incidentId: first!.incidentId, owner: null, ownerId: '1' },
      { incidentId: second!.incidentId, owner: 'Ito', ownerId: null },
      { incidentId: '99999', owner: 'Ito', ownerId: null },
    ]);
    expect(answer.body.failed).toMatchObject([{ id: '99999', code: 'not_found' }]);
    expect(new Set((await owners()).map(String))).toEqual(new Set(['draft,Mori', 'draft,Ito']));
    await post(answer.body.before).expect(200);
    expect((await owners()).map(String)).toEqual(['draft,', 'draft,']);
    await post([{ incidentId: first!.incidentId, owner: null, ownerId: '77' }]).expect(400);
  });
});
