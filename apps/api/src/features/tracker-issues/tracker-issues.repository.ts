import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const IdRow = z.object({ id: rowId });
const FailureRow = z.object({ code: z.string(), detail: z.string(), repository: z.string() });

/** Whoever takes longer is dead. */
const LEASE = `interval '2 minutes'`;

/** The last attempt to make an issue of each action item. */
@Injectable()
export class TrackerIssueRepository {
  /** False while another request makes one. */
  async begin(
    db: Queryable,
    attempt: {
      actionItemId: string;
      connectorId: string;
      repository: string;
      userId: string | null;
      now: Date;
    },
  ): Promise<boolean> {
    const row = await selectOne(
      db,
      IdRow,
      `with begun as (
         insert into tracker_issues as t (action_item_id, connector_id, repository, state, started_at, started_by_id)
         values ($1, $2, $3, 'sending', $4, $5)
         on conflict (action_item_id) do update set connector_id = excluded.connector_id,
           repository = excluded.repository, state = 'sending', started_at = excluded.started_at,
           started_by_id = excluded.started_by_id, url = null, error_code = null, error_detail = null
           where t.state <> 'sending' or t.started_at < excluded.started_at - ${LEASE}
         returning action_item_id
       ) select action_item_id as id from begun`,
      [attempt.actionItemId, attempt.connectorId, attempt.repository, attempt.now, attempt.userId],
    );
    return row !== null;
  }

  async succeed(db: Queryable, actionItemId: string, url: string): Promise<void> {
    await db.query(`update tracker_issues set state = 'made', url = $2 where action_item_id = $1`, [
      actionItemId,
      url,
    ]);
  }

  async fail(
    db: Queryable,
    actionItemId: string,
    { code, detail }: { code: string; detail: string },
  ): Promise<void> {
    await db.query(
      `update tracker_issues set state = case when $2 = 'tracker_unclear' then 'unknown' else 'failed' end,
         error_code = $2, error_detail = $3
       where action_item_id = $1`,
      [actionItemId, code, detail],
    );
  }

  /** Of an attempt whose process ended over it nobody can say whether the issue is there. */
  lastFailure(db: Queryable, actionItemId: string, now: Date): Promise<z.output<typeof FailureRow> | null> {
    return selectOne(
      db,
      FailureRow,
      `select coalesce(error_code, 'tracker_unclear') as code, repository,
         coalesce(error_detail, 'The process that made it ended meanwhile. The issue may have been made: look into '
           || repository || ' before trying again.') as detail
       from tracker_issues
       where action_item_id = $1
         and (error_code is not null or (state = 'sending' and started_at < $2::timestamptz - ${LEASE}))`,
      [actionItemId, now],
    );
  }
}
