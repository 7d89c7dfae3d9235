import { Injectable } from '@nestjs/common';
import {
  type SavedView,
  SavedViewPageSchema,
  type SavedViewsQuery,
  type SavedViewsResponse,
} from '@tenken/shared/saved-views.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select } from '../../database/select.js';
import { savedViewErrors } from './saved-views.errors.js';

const Row = z.object({
  id: rowId,
  page: SavedViewPageSchema,
  name: z.string(),
  search: z.string(),
  owner: z.enum(['me', 'team']),
  teamId: rowId.nullable(),
  teamName: z.string().nullable(),
  createdBy: z.string().nullable(),
  isMine: z.boolean(),
  isDefault: z.boolean(),
  updatedAt: rowInstant,
  rowVersion: z.number(),
});

/** Saved views as a person sees them: their own and those of all teams. `userId` is null for tokens. */
@Injectable()
export class SavedViewReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async list(userId: string | null, query: SavedViewsQuery): Promise<SavedViewsResponse> {
    return { items: await this.select(userId, query.page ?? null, null), nextCursor: null };
  }

  /** Throws `not_found`, also for what belongs to somebody else. */
  async view(userId: string | null, id: string): Promise<SavedView> {
    const [found] = await this.select(userId, null, id);
    if (found === undefined) throw savedViewErrors.notFound(id);
    return found;
  }

  private select(userId: string | null, page: string | null, id: string | null): Promise<SavedView[]> {
    return select(
      this.dataSource,
      Row,
      `select v.id, v.page, v.name, v.search, case when v.team_id is null then 'me' else 'team' end as owner,
         v.team_id as "teamId", t.name as "teamName", u.name as "createdBy",
         coalesce(v.created_by_id = $1, false) as "isMine", d.saved_view_id is not null as "isDefault",
         v.updated_at as "updatedAt", v.row_version as "rowVersion"
       from saved_views v
       left join teams t on t.id = v.team_id
       left join users u on u.id = v.created_by_id
       left join saved_view_defaults d on d.saved_view_id = v.id and d.user_id = $1
       where v.deleted_at is null and (v.team_id is not null or v.user_id = $1)
         and ($2::text is null or v.page = $2) and ($3::bigint is null or v.id = $3)
       order by v.page, v.team_id is not null, t.name, lower(v.name), v.id`,
      [userId, page, id],
    );
  }
}
