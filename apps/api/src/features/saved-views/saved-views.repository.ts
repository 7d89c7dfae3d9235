import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, selectOne } from '../../database/select.js';

const ViewRow = z.object({
  id: rowId,
  page: z.string(),
  name: z.string(),
  search: z.string(),
  userId: rowId.nullable(),
  teamId: rowId.nullable(),
  createdById: rowId.nullable(),
  rowVersion: z.number(),
  deletedAt: z.date().nullable(),
});
export type SavedViewRow = z.output<typeof ViewRow>;

const COLUMNS = `id, page, name, search, user_id as "userId", team_id as "teamId", created_by_id as "createdById",
  row_version as "rowVersion", deleted_at as "deletedAt"`;

export type NewSavedView = Pick<
  SavedViewRow,
  'page' | 'name' | 'search' | 'userId' | 'teamId' | 'createdById'
>;

/** Saved views, one at a time. */
@Injectable()
export class SavedViewRepository {
  async insert(db: Queryable, view: NewSavedView): Promise<SavedViewRow> {
    const row = await selectOne(
      db,
      ViewRow,
      `insert into saved_views (page, name, search, user_id, team_id, created_by_id)
       values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
      [view.page, view.name, view.search, view.userId, view.teamId, view.createdById],
    );
    return row!;
  }

  /** The row, deleted or not, locked until the end of the transaction. */
  lock(db: Queryable, id: string): Promise<SavedViewRow | null> {
    return selectOne(db, ViewRow, `select ${COLUMNS} from saved_views where id = $1 for update`, [id]);
  }

  /** Writes what can change; `at` is now. */
  async save(db: Queryable, view: SavedViewRow, at: Date): Promise<void> {
    await db.query(
      `update saved_views set name = $2, search = $3, user_id = $4, team_id = $5, deleted_at = $6, updated_at = $7,
         row_version = row_version + 1
       where id = $1`,
      [view.id, view.name, view.search, view.userId, view.teamId, view.deletedAt, at],
    );
  }

  /**
   * Whoever adds or renames a view of this owner now waits for the transaction's end: the check of the name and of
   * the number then holds.
   */
  async lockOwner(db: Queryable, owner: Pick<SavedViewRow, 'userId' | 'teamId'>): Promise<boolean> {
    const sql =
      owner.teamId === null
        ? 'select id from users where id = $1 for no key update'
        : 'select id from teams where id = $1 for no key update';
    return (await selectOne(db, z.object({ id: rowId }), sql, [owner.teamId ?? owner.userId])) !== null;
  }

  /** How many views this owner has, and how many others of this page and name. */
  async countOfOwner(
    db: Queryable,
    view: Pick<SavedViewRow, 'page' | 'name' | 'userId' | 'teamId'>,
    exceptId: string | null,
  ): Promise<{ all: number; sameName: number }> {
    const row = await selectOne(
      db,
      z.object({ all: rowCount, sameName: rowCount }),
      `select count(*) as "all",
         count(*) filter (where page = $3 and lower(name) = lower($4)) as "sameName"
       from saved_views
       where deleted_at is null and (user_id = $1 or team_id = $2) and ($5::bigint is null or id <> $5)`,
      [view.userId, view.teamId, view.page, view.name, exceptId],
    );
    return row!;
  }

  /** Makes it the view that this person's page opens with. */
  async setDefault(db: Queryable, userId: string, page: string, viewId: string): Promise<void> {
    await db.query(
      `insert into saved_view_defaults (user_id, page, saved_view_id) values ($1, $2, $3)
       on conflict (user_id, page) do update set saved_view_id = excluded.saved_view_id`,
      [userId, page, viewId],
    );
  }

  async removeDefault(db: Queryable, userId: string, viewId: string): Promise<void> {
    await db.query('delete from saved_view_defaults where user_id = $1 and saved_view_id = $2', [
      userId,
      viewId,
    ]);
  }
}
