import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditQuery, AuditResponse } from '@tenken/shared/audit.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowId, rowInstant, select } from '../../database/select.js';

const AuditRow = z.object({
  id: rowId,
  at: rowInstant,
  actorKind: z.enum(['user', 'token', 'system']),
  actorId: rowId.nullable(),
  actorName: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
});

const Cursor = z.strictObject({ id: z.string().regex(/^\d{1,18}$/) });

@Injectable()
export class AuditReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Who changed what, newest first. */
  async list(query: AuditQuery): Promise<AuditResponse> {
    const rows: AuditEntry[] = await select(
      this.dataSource.manager,
      AuditRow,
      `select id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action,
         subject_type as "subjectType", subject_id as "subjectId", before, after,
         request_id as "requestId"
       from audit_log
       where ($1::bigint is null or id < $1)
         and ($2::text is null or subject_type = $2)
         and ($3::text is null or subject_id = $3)
         and ($4::text is null or strpos(lower(actor_name), lower($4)) > 0)
         and ($5::text is null or action = $5)
         and ($6::timestamptz is null or at >= $6)
         and ($7::timestamptz is null or at < $7)
       order by id desc limit $8`,
      [
        decodeCursor(Cursor, query.cursor)?.id ?? null,
        query.subjectType ?? null,
        query.subjectId ?? null,
        query.actor ?? null,
        query.action ?? null,
        query.from ?? null,
        query.to ?? null,
        query.limit + 1,
      ],
    );
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    const more = rows.length > query.limit && last !== undefined;
    return { items, nextCursor: more ? encodeCursor({ id: last.id }) : null };
  }
}
