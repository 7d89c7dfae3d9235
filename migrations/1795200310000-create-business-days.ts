import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Business days in SQL: working days (ISO, 1 = Monday) less the holidays of a calendar. They agree with
 * libs/shared/src/business-days.ts, which browsers use (a test compares them over generated days); an empty name of a
 * calendar is one without holidays.
 */
export class CreateBusinessDays1795200310000 implements MigrationInterface {
  name = 'CreateBusinessDays1795200310000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- Those after the first day up to and including the last; negative when the last comes first. Whole weeks are
      -- counted by multiplying, so that ten years cost as much as ten days.
      create function count_business_days(from_day date, to_day date, calendar text, working_days smallint[])
        returns integer language sql stable parallel safe as $$
          select (case when $2 < $1 then -1 else 1 end * (
            (greatest($1, $2) - least($1, $2)) / 7
              * (select count(*) from generate_series(1, 7) as weekday where weekday = any ($4))
            + (select count(*) from generate_series(1, (greatest($1, $2) - least($1, $2)) % 7) as step
               where extract(isodow from greatest($1, $2) + 1 - step) = any ($4))
            - (select count(*) from holidays h where h.calendar = $3 and h.day > least($1, $2)
               and h.day <= greatest($1, $2) and extract(isodow from h.day) = any ($4))
          ))::integer
        $$;

      -- The business day that comes so many business days after a day (before it, when negative); the day itself does
      -- not count, 0 is the day itself. Null when there are no business days in ten years.
      create function add_business_days(from_day date, business_days integer, calendar text, working_days smallint[])
        returns date language plpgsql stable parallel safe as $$
          declare
            remaining integer := abs(business_days);
            idle integer := 0;
            candidate date := from_day;
          begin
            while remaining > 0 loop
              candidate := candidate + sign(business_days)::integer;
              if extract(isodow from candidate) = any (working_days) and not exists (
                select from holidays h where h.calendar = add_business_days.calendar and h.day = candidate
              ) then
                remaining := remaining - 1;
                idle := 0;
              else
                idle := idle + 1;
                if idle > 3653 then
                  return null;
                end if;
              end if;
            end loop;
            return candidate;
          end
        $$;

      -- Numbers the days of a range, for many rows at once: business days from one day to another = the difference of
      -- their ordinals. The first day has ordinal 0 or 1.
      create function number_business_days(from_day date, to_day date, calendar text, working_days smallint[])
        returns table (day date, is_business boolean, ordinal bigint) language sql stable parallel safe as $$
          select d.day, d.is_business, count(*) filter (where d.is_business) over (order by d.day)
          from (
            select $1 + step as day, extract(isodow from $1 + step) = any ($4) and h.day is null as is_business
            from generate_series(0, $2 - $1) as step
            left join holidays h on h.calendar = $3 and h.day = $1 + step
          ) d
        $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function number_business_days, add_business_days, count_business_days`);
  }
}
