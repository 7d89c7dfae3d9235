import holidayJp from '@holiday-jp/holiday_jp';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  CalendarsResponse,
  CreateHolidayBody,
  Holiday,
  HolidaysQuery,
  ImportHolidaysBody,
  ImportHolidaysResponse,
} from '@tenken/shared/holidays.contract';
import { DataSource } from 'typeorm';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { type HolidayInput, HolidayRepository } from './holiday.repository.js';

/** The calendar that is shipped: Japan's public holidays, as the Cabinet Office announced or the law gives them. */
const BUILTIN_CALENDAR = 'JP';

/** Holidays per calendar. They make business days, and count as off time where pages are divided by hours. */
@Injectable()
export class HolidayService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly holidays: HolidayRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.seed();
  }

  /** Puts the shipped days in where they are missing. Twice is as once; what people changed stays. */
  async seed(): Promise<void> {
    const days = Object.values(holidayJp.holidays).map((holiday) => ({
      day: holiday.date,
      nameEn: holiday.name_en,
      nameJa: holiday.name,
    }));
    await this.holidays.seed(this.dataSource.manager, BUILTIN_CALENDAR, days);
  }

  list(query: HolidaysQuery): Promise<Holiday[]> {
    return this.holidays.findBetween(
      this.dataSource.manager,
      query.calendar,
      `${query.year}-01-01`,
      `${query.year + 1}-01-01`,
    );
  }

  listCalendars(): Promise<CalendarsResponse['items']> {
    return this.holidays.findCalendars(this.dataSource.manager);
  }

  async create(actor: Actor, body: CreateHolidayBody): Promise<Holiday> {
    return this.dataSource.transaction(async (db) => {
      const holiday = await this.holidays.insert(db, body.calendar, inBothLanguages(body));
      if (holiday === null) {
        throw DomainError.invalid('day', `${body.day} is a holiday of ${body.calendar} already`, 'day_taken');
      }
      await this.record(db, actor, 'created', null, holiday);
      return holiday;
    });
  }

  async importList(actor: Actor, body: ImportHolidaysBody): Promise<ImportHolidaysResponse> {
    // A day twice in one list: the last one counts, as it would line by line.
    const byDay = new Map(body.items.map((item) => [item.day, inBothLanguages(item)]));
    return this.dataSource.transaction(async (db) => {
      const { created, updated } = await this.holidays.merge(db, body.calendar, [...byDay.values()]);
      const removed = body.replaceYears
        ? await this.holidays.removeOthers(db, body.calendar, [...byDay.keys()])
        : [];
      for (const day of removed) await this.holidays.rememberRemoved(db, body.calendar, day);
      const counts = {
        created,
        updated,
        unchanged: body.items.length - created - updated,
        removed: removed.length,
      };
      await this.audit.record(db, {
        actor,
        action: 'imported',
        subjectType: 'calendar',
        subjectId: body.calendar,
        after: counts,
      });
      await this.live.publish(db, 'holidays');
      return counts;
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const before = await this.holidays.findById(db, id);
      if (before === null) throw DomainError.notFound('holiday', id);
      await this.holidays.remove(db, id);
      await this.holidays.rememberRemoved(db, before.calendar, before.day);
      await this.record(db, actor, 'deleted', before, null);
    });
  }

  private async record(
    db: Queryable,
    actor: Actor,
    action: string,
    before: Holiday | null,
    after: Holiday | null,
  ): Promise<void> {
    const id = (after ?? before)!.id;
    await this.audit.record(db, { actor, action, subjectType: 'holiday', subjectId: id, before, after });
    await this.live.publish(db, 'holidays', [id]);
  }
}

function inBothLanguages(holiday: { day: string; nameEn?: string; nameJa?: string }): HolidayInput {
  const nameEn = holiday.nameEn ?? holiday.nameJa ?? '';
  return { day: holiday.day, nameEn, nameJa: holiday.nameJa ?? nameEn };
}
