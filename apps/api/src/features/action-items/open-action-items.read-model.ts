import { Injectable } from '@nestjs/common';
import type { ActionItemFilters } from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { dayNumber, dayOfNumber, indexCalendars } from '../../clock/business-day-index.js';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import { loadLocalDays, readDay, readInstantMs, readKey } from '../../database/local-days.js';
import { selectOne } from '../../database/select.js';
import { DEADLINE, OWNING_TEAM } from './action-item-expressions.js';
import { filterParameters, MATCHES_ALL, SCOPE_CTE } from './action-item-filter.js';
import type { TeamCalendars } from './business-calendar.read-model.js';

/** One open item; days are counted to today. */
export interface OpenItem {
  /** owning team, 0 without one */
  teamId: number;
  ageDays: number;
  ageBusinessDays: number;
  /** null: not overdue */
  daysLate: number | null;
  businessDaysLate: number | null;
}

const BYTES = 20;
/** Items are older than a hundred years by mistake only. */
const OLDEST_DAYS = 36_525;

/** What is open now, in 20 bytes each and off the index alone (action_items_open_idx). */
@Injectable()
export class OpenActionItemReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Those created in the future are left out: they have no age yet. */
  async items(filters: ActionItemFilters, clocks: TeamCalendars): Promise<OpenItem[]> {
    const now = this.clock.now();
    const db = this.dataSource.manager;
    const row = await selectOne(
      db,
      z.object({ items: z.instanceof(Buffer).nullable(), oldest: z.date().nullable() }),
      `with recursive ${SCOPE_CTE}
       select string_agg(timestamptz_send(a.created_at) || date_send(coalesce(${DEADLINE}, 'infinity'))
         || int8send(coalesce(${OWNING_TEAM}, 0)), ''::bytea) as items, min(a.created_at) as oldest
       from action_items a
       where a.status in ('open', 'in_progress') and a.created_at <= $20::timestamptz and ${MATCHES_ALL}`,
      filterParameters({ ...filters, status: undefined }, now, null),
    );
    if (!row?.items || row.oldest === null) return [];
    const today = localDayOf(now, filters.timeZone);
    const until = dayNumber(today);
    const first = Math.max(until - OLDEST_DAYS, dayNumber(localDayOf(row.oldest, filters.timeZone)));
    const localDays = await loadLocalDays(db, dayOfNumber(first), today, filters.timeZone);
    const business = indexCalendars(clocks.calendars, [first], until);
    const places = new Map([...clocks.indexOf].map(([id, place]) => [Number(id), place]));
    const bytes = row.items;
    return Array.from({ length: bytes.length / BYTES }, (_, index) => {
      const created = localDays.of(readInstantMs(bytes, index * BYTES) ?? 0);
      const deadline = readDay(bytes, index * BYTES + 8);
      const teamId = readKey(bytes, index * BYTES + 12);
      const calendar = business[places.get(teamId) ?? 0]!;
      const isLate = deadline !== null && deadline < until;
      return {
        teamId,
        ageDays: until - created,
        ageBusinessDays: calendar.between(created, until),
        daysLate: isLate ? until - deadline : null,
        businessDaysLate: isLate ? calendar.between(deadline, until) : null,
      };
    });
  }
}
