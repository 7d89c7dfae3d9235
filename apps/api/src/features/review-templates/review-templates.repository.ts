import { Injectable } from '@nestjs/common';
import { LanguageSchema } from '@tenken/shared/identity.contract';
import type { ReviewTemplate } from '@tenken/shared/review-templates.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const TemplateRow = z.object({
  id: rowId,
  name: z.string(),
  teamId: rowId.nullable(),
  isDefault: z.boolean(),
  language: LanguageSchema,
  deletedAt: rowInstant.nullable(),
  steps: z.array(
    z.object({ key: z.string(), title: z.string().nullable().default(null), minutes: z.number() }),
  ),
});
const COLUMNS = `id, name, team_id as "teamId", is_default as "isDefault", language, steps,
  deleted_at as "deletedAt"`;

/** Agendas that teams made for themselves. */
@Injectable()
export class ReviewTemplateRepository {
  /** Those for every team, then the team's own (without a team: everyone's), each in the order in which they were made. */
  list(db: Queryable, teamId: string | null): Promise<ReviewTemplate[]> {
    return select(
      db,
      TemplateRow,
      `select ${COLUMNS} from review_templates
       where deleted_at is null and (team_id is null or $1::bigint is null or team_id = $1)
       order by team_id nulls first, id`,
      [teamId],
    );
  }

  /** The last one deleted first. */
  listDeleted(db: Queryable, teamId: string | null): Promise<ReviewTemplate[]> {
    return select(
      db,
      TemplateRow,
      `select ${COLUMNS} from review_templates
       where deleted_at is not null and (team_id is null or $1::bigint is null or team_id = $1)
       order by deleted_at desc, id desc limit 50`,
      [teamId],
    );
  }

  /** The row, deleted or not. */
  lock(db: Queryable, id: string): Promise<ReviewTemplate | null> {
    return selectOne(db, TemplateRow, `select ${COLUMNS} from review_templates where id = $1 for update`, [
      id,
    ]);
  }

  async insert(
    db: Queryable,
    template: Omit<ReviewTemplate, 'id' | 'deletedAt'>,
    createdById: string | null,
    at: Date,
  ): Promise<ReviewTemplate> {
    const row = await selectOne(
      db,
      TemplateRow,
      `insert into review_templates (name, team_id, is_default, language, steps, created_by_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
      [
        template.name,
        template.teamId,
        template.isDefault,
        template.language,
        JSON.stringify(template.steps),
        createdById,
        at,
      ],
    );
    return row!;
  }

  async update(db: Queryable, template: ReviewTemplate): Promise<void> {
    await db.query(
      'update review_templates set name = $2, is_default = $3, language = $4, steps = $5, deleted_at = $6 where id = $1',
      [
        template.id,
        template.name,
        template.isDefault,
        template.language,
        JSON.stringify(template.steps),
        template.deletedAt,
      ],
    );
  }

  /** The place of the team's default is free, and nobody else takes it before the transaction ends. */
  async clearDefault(db: Queryable, teamId: string | null): Promise<void> {
    await this.lockDefault(db, teamId);
    await db.query(
      'update review_templates set is_default = false where is_default and deleted_at is null and team_id is not distinct from $1::bigint',
      [teamId],
    );
  }

  /** True while a template of the team is its default. Nobody makes another one before the transaction ends. */
  async hasDefault(db: Queryable, teamId: string | null): Promise<boolean> {
    await this.lockDefault(db, teamId);
    const found = await selectOne(
      db,
      z.object({ id: rowId }),
      `select id from review_templates
       where is_default and deleted_at is null and team_id is not distinct from $1::bigint`,
      [teamId],
    );
    return found !== null;
  }

  async teamExists(db: Queryable, id: string): Promise<boolean> {
    return (
      (await selectOne(db, z.object({ id: rowId }), 'select id from teams where id = $1', [id])) !== null
    );
  }

  private async lockDefault(db: Queryable, teamId: string | null): Promise<void> {
    await db.query(`select pg_advisory_xact_lock(hashtext('review_templates'), hashtext($1))`, [
      teamId ?? '',
    ]);
  }
}
