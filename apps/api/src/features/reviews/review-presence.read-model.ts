import { Injectable } from '@nestjs/common';
import { PRESENCE_GONE_AFTER_SECONDS, type PresenceResponse } from '@tenken/shared/review-live.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const SessionRow = z.object({ presenter_id: rowId.nullable() });
const PresenceRow = z.object({
  user_id: rowId,
  user_name: z.string(),
  tab_id: z.string(),
  step: z.string().nullable(),
  agenda_item_id: rowId.nullable(),
  is_following: z.boolean(),
  editing: z.string().nullable(),
  seen_at: rowInstant,
});

/** Until when a tab that has not been heard of since is gone. */
export function presenceGoneBefore(now: Date): Date {
  return new Date(now.getTime() - PRESENCE_GONE_AFTER_SECONDS * 1000);
}

@Injectable()
export class ReviewPresenceReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The tabs that are in a session now, by name, the one that moved last first. */
  async find(id: string): Promise<PresenceResponse> {
    const session = await selectOne(
      this.dataSource,
      SessionRow,
      'select presenter_id from review_sessions where id = $1',
      [id],
    );
    if (session === null) throw DomainError.notFound('review', id);
    const rows = await select(
      this.dataSource,
      PresenceRow,
      `select p.user_id, u.name as user_name, p.tab_id, p.step, p.agenda_item_id, p.is_following, p.editing, p.seen_at
       from review_presence p join users u on u.id = p.user_id
       where p.review_session_id = $1 and p.seen_at > $2
       order by u.name, p.user_id, p.seen_at desc, p.tab_id`,
      [id, presenceGoneBefore(this.clock.now())],
    );
    return {
      presenterId: session.presenter_id,
      items: rows.map((row) => ({
        user: { id: row.user_id, name: row.user_name },
        tabId: row.tab_id,
        step: row.step,
        itemId: row.agenda_item_id,
        isFollowing: row.is_following,
        editing: row.editing,
        seenAt: row.seen_at,
      })),
    };
  }
}
