import { Injectable } from '@nestjs/common';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import {
  type VerdictEvent,
  VerdictReasonSchema,
  VerdictSchema,
  type VerdictsQuery,
  type VerdictsResponse,
} from '@tenken/shared/verdicts.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const EventRow = z.object({
  id: rowId,
  review_session_id: rowId.nullable(),
  alert_rule_id: rowId,
  fingerprint: z.string().nullable(),
  starts_at: z.date().nullable(),
  window_from: rowInstant.nullable(),
  window_to: rowInstant.nullable(),
  verdict: VerdictSchema.nullable(),
  reason: z.string().nullable(),
  reason_code: VerdictReasonSchema.nullable(),
  is_current: z.boolean(),
  undo_of_id: rowId.nullable(),
  decided_by_id: rowId.nullable(),
  decided_by_name: z.string().nullable(),
  decided_at: rowInstant,
});

const COLUMNS = `v.id, v.review_session_id, v.alert_rule_id, v.fingerprint, v.starts_at, v.window_from, v.window_to,
  v.verdict, v.reason, v.reason_code, v.is_current, v.undo_of_id, v.decided_by_id, u.name as decided_by_name, v.decided_at`;

@Injectable()
export class VerdictReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Events by id, in the order of the ids. */
  async findByIds(db: Queryable, ids: readonly string[]): Promise<VerdictEvent[]> {
    const rows = await select(
      db,
      EventRow,
      `select ${COLUMNS} from unnest($1::bigint[]) with ordinality as t (id, n)
       join verdicts v on v.id = t.id left join users u on u.id = v.decided_by_id order by t.n`,
      [ids],
    );
    return rows.map(toEvent);
  }

  /** The log, newest first. */
  async list(query: VerdictsQuery): Promise<VerdictsResponse> {
    if (query.cursor !== undefined && !/^\d{1,18}$/.test(query.cursor)) {
      throw DomainError.invalid('cursor', 'is not a cursor of this list');
    }
    const rows = await select(
      this.dataSource,
      EventRow,
      `select ${COLUMNS} from verdicts v left join users u on u.id = v.decided_by_id
       where ($1::bigint is null or v.alert_rule_id = $1) and ($2::bigint is null or v.review_session_id = $2)
         and ($3::boolean is null or v.is_current = $3) and ($4::bigint is null or v.id < $4)
       order by v.id desc limit $5`,
      [
        query.alertRuleId ?? null,
        query.reviewSessionId ?? null,
        query.current === undefined ? null : query.current === 'true',
        query.cursor ?? null,
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    return {
      items: page.map(toEvent),
      nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    };
  }
}

function toEvent(row: z.output<typeof EventRow>): VerdictEvent {
  return {
    id: row.id,
    reviewSessionId: row.review_session_id,
    alertRuleId: row.alert_rule_id,
    episodeId:
      row.fingerprint === null || row.starts_at === null
        ? null
        : formatEpisodeId({
            alertRuleId: row.alert_rule_id,
            fingerprint: row.fingerprint,
            startsAt: row.starts_at,
          }),
    window:
      row.window_from === null || row.window_to === null
        ? null
        : { from: row.window_from, to: row.window_to },
    verdict: row.verdict,
    reason: row.reason,
    reasonCode: row.reason_code,
    isCurrent: row.is_current,
    undoOfId: row.undo_of_id,
    decidedBy: row.decided_by_id === null ? null : { id: row.decided_by_id, name: row.decided_by_name ?? '' },
    decidedAt: row.decided_at,
  };
}
