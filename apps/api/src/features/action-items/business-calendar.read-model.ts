import { Injectable } from '@nestjs/common';
import type { BusinessCalendar } from '@tenken/shared/business-days';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { defaultClock } from '../../clock/team-clock.js';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const Row = z.object({
  teams: z.array(
    z.object({ id: rowId, name: z.string(), calendar: z.string(), workingDays: z.array(z.number()) }),
  ),
  holidays: z.record(z.string(), z.array(z.string())),
});

/** The calendars of all teams; `calendarOf` leads from a team, or from none, to its place in `calendars`. */
export interface TeamCalendars {
  calendars: readonly BusinessCalendar[];
  /** team id → index in `calendars`; a team that is not in it has the first, that of no team */
  indexOf: ReadonlyMap<string, number>;
  names: ReadonlyMap<string, string>;
}

/** By which days each team counts its business days; one statement for all of them. */
@Injectable()
export class BusinessCalendarReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Without a team: Monday to Friday, with Japan's holidays for a reader there (as everywhere in the product). */
  async all(timeZone: string, db: Queryable = this.dataSource.manager): Promise<TeamCalendars> {
    const nobody = defaultClock(timeZone);
    const row = await selectOne(
      db,
      Row,
      `select
         (select coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'name', name, 'calendar', calendar,
           'workingDays', to_jsonb(working_days)) order by id), '[]') from teams) as teams,
         (select coalesce(jsonb_object_agg(calendar, days), '{}') from (
           select calendar, jsonb_agg(day::text) as days from holidays
           where calendar = $1 or calendar in (select calendar from teams) group by calendar) h) as holidays`,
      [nobody.calendar],
    );
    const holidays = row?.holidays ?? {};
    const daysOff = new Map(Object.entries(holidays).map(([name, days]) => [name, new Set(days)]));
    const calendars: BusinessCalendar[] = [];
    const places = new Map<string, number>();
    const placeOf = (clock: { calendar: string; workingDays: number[] }): number => {
      const key = `${clock.calendar} ${clock.workingDays.join()}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, calendars.length);
      return (
        calendars.push({
          workingDays: clock.workingDays,
          holidays: daysOff.get(clock.calendar) ?? new Set(),
        }) - 1
      );
    };
    placeOf(nobody);
    const teams = row?.teams ?? [];
    return {
      calendars,
      indexOf: new Map(teams.map((team) => [team.id, placeOf(team)])),
      names: new Map(teams.map((team) => [team.id, team.name])),
    };
  }
}
