import { Injectable } from '@nestjs/common';
import type { CalendarsResponse, Holiday } from '@tenken/shared/holidays.contract';
import { HolidayOrigin } from '@tenken/shared/holidays.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, select, selectOne } from '../../database/select.js';

const HolidayRow = z.object({
  id: rowId,
  calendar: z.string(),
  day: z.string(),
  nameEn: z.string(),
  nameJa: z.string(),
  origin: HolidayOrigin,
});

const CalendarRow = z.object({
  calendar: z.string(),
  holidays: rowCount,
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  teams: rowCount,
});

const COLUMNS = `id, calendar, day, name_en as "nameEn", name_ja as "nameJa", origin`;

export interface HolidayInput {
  day: string;
  nameEn: string;
  nameJa: string;
}

@Injectable()
export class HolidayRepository {
  /** Days of a calendar in [from, to), in order. */
  findBetween(db: Queryable, calendar: string, from: string, to: string): Promise<Holiday[]> {
    return select(
      db,
      HolidayRow,
      `select ${COLUMNS} from holidays where calendar = $1 and day >= $2 and day < $3 order by day`,
      [calendar, from, to],
    );
  }

  findById(db: Queryable, id: string): Promise<Holiday | null> {
    return selectOne(db, HolidayRow, `select ${COLUMNS} from holidays where id = $1`, [id]);
  }

  findCalendars(db: Queryable): Promise<CalendarsResponse['items']> {
    return select(
      db,
      CalendarRow,
      `select names.calendar,
         (select count(*) from holidays h where h.calendar = names.calendar) as holidays,
         (select min(day) from holidays h where h.calendar = names.calendar) as "firstDay",
         (select max(day) from holidays h where h.calendar = names.calendar) as "lastDay",
         (select count(*) from teams t where t.calendar = names.calendar and t.archived_at is null) as teams
       from (select calendar from holidays union select calendar from teams where archived_at is null) names
       order by names.calendar`,
    );
  }

  /** Null when that day of the calendar is a holiday already. */
  insert(db: Queryable, calendar: string, holiday: HolidayInput): Promise<Holiday | null> {
    return selectOne(
      db,
      HolidayRow,
      `insert into holidays (calendar, day, name_en, name_ja, origin) values ($1, $2, $3, $4, 'human')
       on conflict (calendar, day) do nothing returning ${COLUMNS}`,
      [calendar, holiday.day, holiday.nameEn, holiday.nameJa],
    );
  }

  /** Days that are new or have another name, told apart; the others are left alone. */
  async merge(
    db: Queryable,
    calendar: string,
    holidays: readonly HolidayInput[],
  ): Promise<{ created: number; updated: number }> {
    const rows = await select(
      db,
      z.object({ created: z.boolean() }),
      `insert into holidays as h (calendar, day, name_en, name_ja, origin)
       select $1, day, name_en, name_ja, 'import'
       from unnest($2::date[], $3::text[], $4::text[]) as t (day, name_en, name_ja) order by day
       on conflict (calendar, day) do update
         set name_en = excluded.name_en, name_ja = excluded.name_ja, origin = 'import'
         where (h.name_en, h.name_ja) is distinct from (excluded.name_en, excluded.name_ja)
       returning xmax = 0 as created`,
      [calendar, holidays.map((h) => h.day), holidays.map((h) => h.nameEn), holidays.map((h) => h.nameJa)],
    );
    const created = rows.filter((row) => row.created).length;
    return { created, updated: rows.length - created };
  }

  /** Adds the shipped days that are missing and were not taken out by a person. */
  async seed(db: Queryable, calendar: string, holidays: readonly HolidayInput[]): Promise<void> {
    await db.query(
      `insert into holidays (calendar, day, name_en, name_ja, origin)
       select $1, day, name_en, name_ja, 'builtin'
       from unnest($2::date[], $3::text[], $4::text[]) as t (day, name_en, name_ja)
       where not exists (select 1 from settings s where s.key = 'removedHolidays'
         and s.value ? ($1 || ':' || to_char(t.day, 'YYYY-MM-DD')))
       order by day
       on conflict (calendar, day) do nothing`,
      [calendar, holidays.map((h) => h.day), holidays.map((h) => h.nameEn), holidays.map((h) => h.nameJa)],
    );
  }

  /** Takes out the days of the same years that are not in the list; returns them. */
  async removeOthers(db: Queryable, calendar: string, days: readonly string[]): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ day: z.string() }),
      // a data-modifying WITH, because the driver answers a plain DELETE with [rows, count]
      `with removed as (
         delete from holidays h where h.calendar = $1 and h.day <> all ($2::date[])
           and extract(year from h.day) in (select extract(year from day) from unnest($2::date[]) as day)
         returning h.day
       ) select day from removed order by day`,
      [calendar, days],
    );
    return rows.map((row) => row.day);
  }

  async remove(db: Queryable, id: string): Promise<void> {
    await db.query('delete from holidays where id = $1', [id]);
  }

  /** Remembers that a person took a shipped day out, so that the next start does not put it back. */
  async rememberRemoved(db: Queryable, calendar: string, day: string): Promise<void> {
    await db.query(
      `insert into settings as s (key, value) values ('removedHolidays', jsonb_build_array($1::text))
       on conflict (key) do update set value = (s.value - $1::text) || jsonb_build_array($1::text)`,
      [`${calendar}:${day}`],
    );
  }
}
