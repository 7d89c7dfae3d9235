import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Named addresses of a page: of one person, or of a team and then for everybody who is signed in; and which of them a
 * page opens with, for each person.
 */
export class CreateSavedViews1795200500000 implements MigrationInterface {
  name = 'CreateSavedViews1795200500000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table saved_views (
        id bigint generated always as identity primary key,
        -- the page's path without its slash
        page text not null,
        name text not null,
        -- the address after the question mark
        search text not null,
        -- a view belongs to a person or to a team, never to both
        user_id bigint references users (id) on delete cascade,
        team_id bigint references teams (id) on delete cascade,
        created_by_id bigint references users (id) on delete set null,
        row_version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        -- deleted views can be brought back
        deleted_at timestamptz,
        check (num_nonnulls(user_id, team_id) = 1)
      );
      -- the views of a page in a menu are told apart by their names
      create unique index saved_views_user_name_key on saved_views (user_id, page, lower(name))
        where deleted_at is null and user_id is not null;
      create unique index saved_views_team_name_key on saved_views (team_id, page, lower(name))
        where deleted_at is null and team_id is not null;
      create index saved_views_created_by_idx on saved_views (created_by_id);

      create table saved_view_defaults (
        user_id bigint not null references users (id) on delete cascade,
        page text not null,
        saved_view_id bigint not null references saved_views (id) on delete cascade,
        primary key (user_id, page)
      );
      create index saved_view_defaults_view_idx on saved_view_defaults (saved_view_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table saved_view_defaults, saved_views');
  }
}
