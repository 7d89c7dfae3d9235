import { Injectable } from '@nestjs/common';
import { periodOfDay } from '@tenken/shared/report-period';
import type {
  CreateReportScheduleBody,
  PatchReportScheduleBody,
  ReportSchedule,
} from '@tenken/shared/reports.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { firstPeriod, nextPeriod, reportDueAt, type ScheduleRule } from './next-report-run.js';
import { describePeriod } from './report-question.js';
import {
  type NextRun,
  ReportScheduleRepository,
  type ScheduleRecord,
  type ScheduleRuleFields,
} from './report-schedules.repository.js';
import { ReportScopeReadModel } from './report-scope.read-model.js';

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** When reports are made by themselves. */
@Injectable()
export class ReportScheduleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReportScheduleRepository,
    private readonly scopes: ReportScopeReadModel,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<ReportSchedule[]> {
    const db = this.dataSource.manager;
    const described: ReportSchedule[] = [];
    for (const record of await this.repository.findAll(db)) described.push(await this.describe(db, record));
    return described;
  }

  async create(actor: Actor, body: CreateReportScheduleBody): Promise<ReportSchedule> {
    const { team, service, ...rule } = body;
    return this.dataSource.transaction(async (db) => {
      const scope = await this.scopes.find(db, { team, service });
      const next = await this.firstRun(db, rule);
      const id = await this.repository.insert(db, { ...rule, ...scope }, next, actor.userId);
      return this.tell(db, actor, 'created', id, null);
    });
  }

  async change(actor: Actor, id: string, body: PatchReportScheduleBody): Promise<ReportSchedule> {
    const { rowVersion, ...given } = body;
    return this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id);
      if (before.rowVersion !== rowVersion) throw DomainError.stale('report_schedule', id);
      const rule: ScheduleRuleFields = {
        bucket: given.bucket ?? before.bucket,
        timeZone: given.timeZone ?? before.timeZone,
        businessDay: given.businessDay ?? before.businessDay,
        at: given.at ?? before.at,
        calendar: given.calendar ?? before.calendar,
        enabled: given.enabled ?? before.enabled,
      };
      await this.repository.update(db, id, rule, await this.runAfterChange(db, before, rule));
      return this.tell(db, actor, 'changed', id, before);
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id);
      await this.repository.remove(db, id);
      await this.record(db, actor, 'deleted', id, { before });
    });
  }

  /** The run after that of a period. */
  async runAfter(db: Queryable, schedule: ScheduleRecord): Promise<NextRun> {
    const { fiscalYearStartsIn } = await this.settings.read(db);
    const period = nextPeriod(schedule.bucket, schedule.nextFrom, fiscalYearStartsIn);
    return this.runOf(db, schedule, period.fromDay, fiscalYearStartsIn);
  }

  private async firstRun(db: Queryable, rule: ScheduleRule & { calendar: string }): Promise<NextRun> {
    const { fiscalYearStartsIn } = await this.settings.read(db);
    const period = firstPeriod(rule, this.clock.now(), fiscalYearStartsIn);
    return this.runOf(db, rule, period.fromDay, fiscalYearStartsIn);
  }

  /** Another kind of period begins anew; one that was switched off does not catch up on what nobody wanted. */
  private async runAfterChange(
    db: Queryable,
    before: ScheduleRecord,
    rule: ScheduleRuleFields,
  ): Promise<NextRun> {
    const isNew = rule.bucket !== before.bucket || (rule.enabled && !before.enabled);
    if (isNew) return this.firstRun(db, rule);
    const { fiscalYearStartsIn } = await this.settings.read(db);
    return this.runOf(db, rule, before.nextFrom, fiscalYearStartsIn);
  }

  private async runOf(
    db: Queryable,
    rule: ScheduleRule & { calendar: string },
    day: string,
    fiscalYearStartsIn: number,
  ): Promise<NextRun> {
    const period = periodOfDay(rule.bucket, day, fiscalYearStartsIn);
    const holidays = await this.repository.holidays(db, rule.calendar);
    const nextRunAt = reportDueAt(rule, period, { workingDays: MONDAY_TO_FRIDAY, holidays });
    return { nextFrom: period.fromDay, nextRunAt };
  }

  private async describe(db: Queryable, record: ScheduleRecord): Promise<ReportSchedule> {
    const { fiscalYearStartsIn } = await this.settings.read(db);
    const { bucket, timeZone, enabled } = record;
    const days = periodOfDay(bucket, record.nextFrom, fiscalYearStartsIn);
    const { failureCode, failureMessage, failedAt } = record;
    return {
      id: record.id,
      bucket,
      timeZone,
      businessDay: record.businessDay,
      at: record.at,
      calendar: record.calendar,
      enabled,
      scope: await this.scopes.describe(db, record),
      nextPeriod: enabled ? describePeriod(bucket, days, timeZone, this.clock.now()) : null,
      nextRunAt: enabled ? record.nextRunAt : null,
      lastReportId: record.lastReportId,
      lastRunAt: record.lastRunAt,
      failure:
        failureCode === null || failedAt === null
          ? null
          : { code: failureCode, message: failureMessage ?? '', at: failedAt, attempts: record.attempts },
      rowVersion: record.rowVersion,
    };
  }

  private async lock(db: Queryable, id: string): Promise<ScheduleRecord> {
    const record = await this.repository.findForUpdate(db, id);
    if (record === null) throw DomainError.notFound('report_schedule', id);
    return record;
  }

  private async tell(
    db: Queryable,
    actor: Actor,
    action: string,
    id: string,
    before: ScheduleRecord | null,
  ): Promise<ReportSchedule> {
    const after = await this.lock(db, id);
    await this.record(db, actor, action, id, { before, after });
    return this.describe(db, after);
  }

  private async record(
    db: Queryable,
    actor: Actor,
    action: string,
    id: string,
    values: { before?: unknown; after?: unknown },
  ): Promise<void> {
    await this.audit.record(db, { actor, action, subjectType: 'report_schedule', subjectId: id, ...values });
    await this.live.publish(db, 'report-schedules', [id]);
  }
}
