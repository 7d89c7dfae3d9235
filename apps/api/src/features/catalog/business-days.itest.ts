import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addBusinessDays, type BusinessCalendar, countBusinessDays } from '@tenken/shared/business-days';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../database/test-database.js';

/** One truth about business days: the functions in SQL and those that browsers use say the same. */
describe('business days in SQL', () => {
  let database: TestDatabase;
  const holidays = [
    '2026-11-03',
    '2026-11-23',
    '2026-12-29',
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
  ];
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.dataSource.query(
      `insert into holidays (calendar, day, name_en, name_ja, origin)
       select 'XX', day, 'x', 'x', 'human' from unnest($1::date[]) as day
       union all select 'YY', '2026-11-24', 'another calendar', 'x', 'human'`,
      [holidays],
    );
  });
  afterAll(() => database.drop());

  const DAY_0 = Date.UTC(2026, 9, 1);
  const day = fc
    .integer({ min: 0, max: 200 })
    .map((offset) => new Date(DAY_0 + offset * 86_400_000).toISOString().slice(0, 10));
  const workingDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
  const calendarName = fc.constantFrom('XX', '');
  const calendarOf = (name: string, days: number[]): BusinessCalendar => ({
    workingDays: days,
    holidays: new Set(name === 'XX' ? holidays : []),
  });

  it('agree with the functions that browsers use, over generated days', async () => {
    const cases = fc.sample(
      fc.tuple(day, day, fc.integer({ min: -40, max: 40 }), calendarName, workingDays),
      {
        numRuns: 400,
        seed: 20_261_121,
      },
    );
    const rows: { counted: number; added: string; numbered: number }[] = await database.dataSource.query(
      `select count_business_days(a, b, name, w) as counted, add_business_days(a, n, name, w)::text as added,
         (select (max(ordinal) filter (where d.day = greatest(a, b)) - max(ordinal) filter (where d.day = least(a, b)))::int
            * case when b < a then -1 else 1 end
          from number_business_days(least(a, b), greatest(a, b), name, w) d) as numbered
       from (
         select (c ->> 0)::date as a, (c ->> 1)::date as b, (c ->> 2)::int as n, c ->> 3 as name,
           array(select jsonb_array_elements_text(c -> 4)::smallint) as w, position
         from jsonb_array_elements($1::jsonb) with ordinality as cases (c, position)
       ) cases order by position`,
      [JSON.stringify(cases)],
    );
    for (const [index, [from, to, count, name, days]] of cases.entries()) {
      const calendar = calendarOf(name, days);
      expect([from, to, count, days, rows[index]]).toEqual([
        from,
        to,
        count,
        days,
        {
          counted: countBusinessDays(from, to, calendar) + 0,
          added: addBusinessDays(from, count, calendar),
          numbered: countBusinessDays(from, to, calendar) + 0,
        },
      ]);
    }
  });

  it('say null when nobody ever works, and when a day is not known', async () => {
    const [row] = await database.dataSource.query(
      `select add_business_days('2026-11-20', 1, 'XX', '{}') as day, add_business_days(null, 1, 'XX', '{1}') as added,
         count_business_days(null, '2026-11-20', 'XX', '{1}') as counted`,
    );
    expect(row).toEqual({ day: null, added: null, counted: null });
  });
});
