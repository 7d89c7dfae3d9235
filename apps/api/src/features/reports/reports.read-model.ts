import { Injectable } from '@nestjs/common';
import { ReportMaker, ReportPeriod, ReportScope } from '@tenken/shared/report-contents.contract';
import { Texts } from '@tenken/shared/report-findings.contract';
import type { ReportsQuery, ReportsResponse } from '@tenken/shared/reports.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';

const ListRow = z.object({
  id: rowId,
  bucket: z.string(),
  period: ReportPeriod,
  scope: ReportScope,
  timeZone: z.string(),
  madeAt: rowInstant,
  madeBy: ReportMaker,
  scheduleId: rowId.nullable(),
  findings: z.array(z.object({ text: Texts })),
  incidents: rowCount,
});
const Cursor = z.strictObject({ id: z.string().regex(/^\d{1,18}$/) });

@Injectable()
export class ReportReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest made first. */
  async list(query: ReportsQuery): Promise<ReportsResponse> {
    const rows = await select(
      this.dataSource.manager,
      ListRow,
      `select id, bucket, contents -> 'period' as period, contents -> 'scope' as scope, time_zone as "timeZone",
         made_at as "madeAt", contents -> 'madeBy' as "madeBy", contents ->> 'scheduleId' as "scheduleId",
         contents -> 'findings' as findings, contents -> 'incidents' ->> 'n' as incidents
       from reports
       where ($1::bigint is null or id < $1)
         and ($2::text is null or bucket = $2)
         and ($3::text is null or split_part(scope, ':', 1) = $3)
         and ($4::text is null or scope = 'team:' || $4)
         and ($5::text is null or scope = 'service:' || $5)
       order by id desc limit $6`,
      [
        decodeCursor(Cursor, query.cursor)?.id ?? null,
        query.bucket ?? null,
        query.scope ?? null,
        query.team ?? null,
        query.service ?? null,
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ findings, ...row }) => ({ ...row, findings: findings.map(({ text }) => text) })),
      nextCursor: rows.length > query.limit && last ? encodeCursor({ id: last.id }) : null,
    };
  }
}
