import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their sessions and links, API tokens, and the log of who changed what. Secrets are stored as hashes only. */
export class CreateIdentity1795000000000 implements MigrationInterface {
  name = 'CreateIdentity1795000000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table users (
        id bigint generated always as identity primary key,
        email text not null,
        name text not null,
        role text not null check (role in ('viewer', 'member', 'admin')),
        password_hash text,
        language text check (language in ('en', 'ja')),
        time_zone text,
        settings jsonb not null default '{}',
        created_at timestamptz not null default now(),
        last_seen_at timestamptz,
        disabled_at timestamptz
      );
      create unique index users_email_key on users (lower(email));

      create table sessions (
        id bigint generated always as identity primary key,
        user_id bigint not null references users (id) on delete cascade,
        token_hash bytea not null unique,
        -- the token before the last rotation; good until the new one was used once, and a moment longer for
        -- requests that were on their way (previous_expires_at)
        previous_token_hash bytea unique,
        previous_expires_at timestamptz,
        created_at timestamptz not null default now(),
        rotated_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null,
        user_agent text
      );
      create index sessions_user_id_idx on sessions (user_id);

      create table sign_in_links (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('first_admin', 'invite', 'reset')),
        token_hash bytea not null unique,
        -- whose password a reset is for
        user_id bigint references users (id) on delete cascade,
        email text,
        role text not null check (role in ('viewer', 'member', 'admin')),
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz,
        used_by_id bigint references users (id) on delete set null
      );

      -- One row per throttled key (an address or an account), shared by all API processes.
      create table sign_in_throttles (
        key text primary key,
        failures integer not null,
        window_started_at timestamptz not null,
        blocked_until timestamptz
      );

      create table audit_log (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
        actor_id bigint,
        actor_name text not null,
        action text not null,
        subject_type text not null,
        subject_id text not null,
        before jsonb,
        after jsonb,
        request_id text
      );
      create index audit_log_subject_idx on audit_log (subject_type, subject_id, id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table audit_log, sign_in_throttles, sign_in_links, sessions, users`);
  }
}
