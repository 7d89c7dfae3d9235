import { Injectable } from '@nestjs/common';
import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportActionItemRow, ReportIncidentRow } from '@tenken/shared/report-rows.contract';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const IdRow = z.object({ id: rowId });
const StoredRow = z.object({ id: rowId, digest: z.string(), contents: z.unknown() });
const RowsRow = z.object({ incidents: z.array(z.unknown()), actionItems: z.array(z.unknown()) });

export interface NewReport {
  scope: string;
  contents: ReportContents;
  digest: string;
  incidents: readonly ReportIncidentRow[];
  actionItems: readonly ReportActionItemRow[];
  madeById: string | null;
}

/** Reports are written once and never changed. */
@Injectable()
export class ReportRepository {
  /** The id; null when its schedule has a report of this period already. */
  async insert(db: Queryable, report: NewReport): Promise<string | null> {
    const { contents } = report;
    const row = await selectOne(
      db,
      IdRow,
      `insert into reports (bucket, scope, time_zone, period_from, period_to, content_version, contents, digest,
         incident_rows, action_item_rows, schedule_id, made_by_id, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (schedule_id, period_from) where schedule_id is not null do nothing
       returning id`,
      [
        contents.bucket,
        report.scope,
        contents.timeZone,
        contents.period.from,
        contents.period.to,
        contents.contentVersion,
        JSON.stringify(contents),
        report.digest,
        JSON.stringify(report.incidents),
        JSON.stringify(report.actionItems),
        contents.scheduleId,
        report.madeById,
        contents.madeAt,
      ],
    );
    return row?.id ?? null;
  }

  find(db: Queryable, id: string): Promise<z.output<typeof StoredRow> | null> {
    return selectOne(db, StoredRow, 'select id, digest, contents from reports where id = $1', [id]);
  }

  /** The frozen rows as they were stored: both lists, or one of them beside an empty one. */
  findRows(
    db: Queryable,
    id: string,
    list?: 'incidents' | 'action_items',
  ): Promise<z.output<typeof RowsRow> | null> {
    return selectOne(
      db,
      RowsRow,
      `select case when $2 = 'action_items' then '[]' else incident_rows end as incidents,
         case when $2 = 'incidents' then '[]' else action_item_rows end as "actionItems"
       from reports where id = $1`,
      [id, list ?? 'both'],
    );
  }

  /** The report before: of the same scope and kind, about this period or an earlier one, the latest made. */
  async findBefore(
    db: Queryable,
    key: { scope: string; bucket: string; timeZone: string; periodFrom: string },
  ): Promise<string | null> {
    const row = await selectOne(
      db,
      IdRow,
      `select id from reports
       where scope = $1 and bucket = $2 and time_zone = $3 and period_from <= $4
       order by period_from desc, made_at desc, id desc limit 1`,
      [key.scope, key.bucket, key.timeZone, key.periodFrom],
    );
    return row?.id ?? null;
  }

  async findOfSchedule(db: Queryable, scheduleId: string, periodFrom: string): Promise<string | null> {
    const row = await selectOne(
      db,
      IdRow,
      'select id from reports where schedule_id = $1 and period_from = $2',
      [scheduleId, periodFrom],
    );
    return row?.id ?? null;
  }

  async remove(db: Queryable, id: string): Promise<void> {
    await db.query('delete from reports where id = $1', [id]);
  }

  /** One report of a scope at a time in all processes: held by the connection, given back by `unlockScope`. */
  async lockScope(connection: Queryable, scope: string): Promise<boolean> {
    const row = await selectOne(
      connection,
      z.object({ locked: z.boolean() }),
      `select pg_try_advisory_lock(hashtext('report'), hashtext($1)) as locked`,
      [scope],
    );
    return row?.locked === true;
  }

  async unlockScope(connection: Queryable, scope: string): Promise<void> {
    await connection.query(`select pg_advisory_unlock(hashtext('report'), hashtext($1))`, [scope]);
  }
}
