import { Injectable } from '@nestjs/common';
import { ReportChanges, ReportContents, type ReportMaker } from '@tenken/shared/report-contents.contract';
import { periodOfDay } from '@tenken/shared/report-period';
import {
  ReportActionItemRow,
  ReportIncidentRow,
  type ReportRowChange,
} from '@tenken/shared/report-rows.contract';
import type {
  CreateReportBody,
  ReportResponse,
  ReportRowsQuery,
  ReportRowsResponse,
  ReportTodayResponse,
} from '@tenken/shared/reports.contract';
import { ReportBucket } from '@tenken/shared/reports.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { startOfLocalDay } from '../../clock/local-day.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { type Actor, SYSTEM_ACTOR } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { compareFigures, compareRows, type ReadingRows, type Whereabouts } from './compare-readings.js';
import { digestOf } from './digest-of.js';
import { listFigures } from './list-figures.js';
import { pageOfRows } from './page-of-rows.js';
import { type Reading, ReportContentsService } from './report-contents.service.js';
import { type ReportQuestion, scopeKey } from './report-question.js';
import { ReportRowsReadModel } from './report-rows.read-model.js';
import { ReportScopeReadModel } from './report-scope.read-model.js';
import { ReportRepository } from './reports.repository.js';

const SHOWN_ROWS = 500;
const KEPT_ROWS = 200;

/** Makes reports, and reads them as they were and as they would be. */
@Injectable()
export class ReportService {
  /** one at a time in this process: each holds a connection while others read for it, and takes seconds of it */
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReportRepository,
    private readonly contents: ReportContentsService,
    private readonly scopes: ReportScopeReadModel,
    private readonly rowsModel: ReportRowsReadModel,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} `report_running` while another report of the same scope is made */
  async create(actor: Actor, body: CreateReportBody): Promise<{ id: string }> {
    const { fiscalYearStartsIn } = await this.settings.read();
    const { fromDay } = periodOfDay(body.bucket, body.from, fiscalYearStartsIn);
    if (startOfLocalDay(fromDay, body.timeZone) >= this.clock.now())
      throw DomainError.invalid('from', 'this period has not begun', 'period_in_future');
    const scope = await this.scopes.find(this.dataSource.manager, body);
    const { bucket, timeZone } = body;
    const question = { bucket, fromDay, timeZone, fiscalYearStartsIn, ...scope };
    return { id: await this.make(question, actor, null) };
  }

  /** The report of a schedule's period, made once; whoever comes second is given the first. */
  createScheduled(question: ReportQuestion, scheduleId: string): Promise<string> {
    return this.make(question, SYSTEM_ACTOR, scheduleId);
  }

  async get(id: string): Promise<ReportResponse> {
    const stored = await this.repository.find(this.dataSource.manager, id);
    if (stored === null) throw DomainError.notFound('report', id);
    const { digest } = stored;
    return {
      id,
      digest,
      intact: digestOf(stored.contents) === digest,
      contents: ReportContents.parse(stored.contents),
    };
  }

  /** The frozen rows behind a figure, a page at a time. */
  async rows(id: string, query: ReportRowsQuery): Promise<ReportRowsResponse> {
    return pageOfRows(await this.readRows(id, query.list), query);
  }

  /** The same question asked now, and every difference by name. */
  async today(id: string): Promise<ReportTodayResponse> {
    const { contents } = await this.get(id);
    const was = await this.readRows(id);
    const question = questionOf(contents);
    const by = { maker: contents.madeBy, scheduleId: contents.scheduleId };
    const now = await this.inTurn(() => this.contents.read(question, by));
    const { rows, figures } = await this.compare(contents, was, now);
    return {
      id,
      asOf: now.contents.madeAt,
      contents: now.contents,
      figures,
      rows: rows.slice(0, SHOWN_ROWS),
      rowsTotal: rows.length,
      rowsIntact: digestOf([was.incidents, was.actionItems]) === contents.rows.digest,
    };
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const { contents, digest } = await this.get(id);
    await this.dataSource.transaction(async (db) => {
      await this.repository.remove(db, id);
      const { bucket, period, scope } = contents;
      await this.record(db, actor, 'deleted', id, { before: { bucket, period, scope, digest } });
    });
  }

  private make(question: ReportQuestion, actor: Actor, scheduleId: string | null): Promise<string> {
    return this.inTurn(() => this.makeAlone(question, actor, scheduleId));
  }

  private inTurn<T>(read: () => Promise<T>): Promise<T> {
    const done = this.reading.then(read);
    this.reading = done.catch(() => undefined);
    return done;
  }

  /** The lock is held by a connection of its own, not by a transaction: the server ends those that idle. */
  private async makeAlone(
    question: ReportQuestion,
    actor: Actor,
    scheduleId: string | null,
  ): Promise<string> {
    const scope = scopeKey(question);
    const connection = this.dataSource.createQueryRunner();
    try {
      if (!(await this.repository.lockScope(connection, scope)))
        throw new DomainError(
          'too_many_requests',
          'report_running',
          'A report of this scope is being made at the moment.',
          { retryAfterSeconds: 5 },
        );
      try {
        return await this.makeLocked(question, scope, actor, scheduleId);
      } finally {
        await this.repository.unlockScope(connection, scope);
      }
    } finally {
      await connection.release();
    }
  }

  private async makeLocked(
    question: ReportQuestion,
    scope: string,
    actor: Actor,
    scheduleId: string | null,
  ): Promise<string> {
    const maker: ReportMaker = { kind: actor.kind, id: actor.id, name: actor.name };
    const reading = await this.contents.read(question, { maker, scheduleId });
    const contents = { ...reading.contents, changes: await this.changesSince(scope, reading) };
    const { incidents, actionItems } = reading;
    const stored = ReportContents.parse(JSON.parse(JSON.stringify(contents)));
    const digest = digestOf(stored);
    return this.dataSource.transaction(async (db) => {
      const report = { scope, contents: stored, digest, incidents, actionItems, madeById: actor.userId };
      const id = await this.repository.insert(db, report);
      if (id === null) return this.existing(db, scheduleId as string, stored.period.from);
      const { bucket, period } = stored;
      await this.record(db, actor, 'created', id, { after: { bucket, period, scope: stored.scope, digest } });
      return id;
    });
  }

  private async existing(db: Queryable, scheduleId: string, periodFrom: string): Promise<string> {
    const id = await this.repository.findOfSchedule(db, scheduleId, periodFrom);
    if (id === null)
      throw new Error('The report of this schedule and period is neither there nor can it be made');
    return id;
  }

  /** What became of the data under the report before. */
  private async changesSince(scope: string, { contents }: Reading): Promise<ReportChanges | null> {
    const { bucket, timeZone, period } = contents;
    const key = { scope, bucket, timeZone, periodFrom: period.from };
    const id = await this.repository.findBefore(this.dataSource.manager, key);
    if (id === null) return null;
    const before = (await this.get(id)).contents;
    const was = await this.readRows(id);
    const question = questionOf(before);
    const now = await this.contents.read(question, { maker: before.madeBy, scheduleId: before.scheduleId });
    const { rows, figures } = await this.compare(before, was, now);
    const count = (kind: ReportRowChange['kind']) => rows.filter((row) => row.kind === kind).length;
    return {
      reportId: id,
      period: before.period,
      madeAt: before.madeAt,
      counts: {
        late: count('late'),
        gone: count('gone'),
        corrected: count('corrected'),
        reclassified: count('reclassified'),
        progressed: count('progressed'),
      },
      rows: rows.slice(0, KEPT_ROWS),
      rowsTotal: rows.length,
      figures,
    };
  }

  private async compare(before: ReportContents, was: ReadingRows, now: Reading) {
    const shown = new Set(now.incidents.map((row) => row.id));
    const missing = was.incidents.map((row) => row.id).filter((id) => !shown.has(id));
    const places = await this.rowsModel.whereabouts(this.dataSource.manager, missing);
    const whereabouts: Whereabouts = (list, id) => {
      if (list === 'action_items') return 'deleted_or_moved';
      const place = places.get(id);
      if (place === undefined || place.deleted) return 'deleted';
      const { from, to } = before.period;
      const { cohortAt } = place;
      return cohortAt === null || cohortAt < from || cohortAt >= to ? 'moved_out_of_period' : 'out_of_scope';
    };
    return {
      figures: compareFigures(listFigures(before), listFigures(now.contents)),
      rows: compareRows(was, now, whereabouts),
    };
  }

  private async readRows(
    id: string,
    list?: 'incidents' | 'action_items',
  ): Promise<{
    incidents: ReportIncidentRow[];
    actionItems: ReportActionItemRow[];
  }> {
    const rows = await this.repository.findRows(this.dataSource.manager, id, list);
    if (rows === null) throw DomainError.notFound('report', id);
    return {
      incidents: z.array(ReportIncidentRow).parse(rows.incidents),
      actionItems: z.array(ReportActionItemRow).parse(rows.actionItems),
    };
  }

  private async record(
    db: Queryable,
    actor: Actor,
    action: string,
    id: string,
    values: { before?: unknown; after?: unknown },
  ): Promise<void> {
    await this.audit.record(db, { actor, action, subjectType: 'report', subjectId: id, ...values });
    await this.live.publish(db, 'reports', [id]);
  }
}

/** The question that a report was the answer to. */
function questionOf({ bucket, period, timeZone, fiscalYearStartsIn, scope }: ReportContents): ReportQuestion {
  return {
    bucket: ReportBucket.parse(bucket),
    fromDay: period.fromDay,
    timeZone,
    fiscalYearStartsIn,
    teamId: scope.kind === 'team' ? scope.id : null,
    serviceId: scope.kind === 'service' ? scope.id : null,
  };
}
