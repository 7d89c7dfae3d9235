import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sources, API tokens (a token may belong to one source) and the durable inbox.
 * `deliveries` is partitioned by month of receipt so that old raw bodies are dropped, not deleted.
 */
export class CreateSourcesAndDeliveries1795000200000 implements MigrationInterface {
  name = 'CreateSourcesAndDeliveries1795000200000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table sources (
        id bigint generated always as identity primary key,
        kind text not null,
        key text not null unique,
        name text not null,
        team_id bigint references teams (id) on delete set null,
        service_id bigint references services (id) on delete set null,
        -- needed in clear for HMAC checks; never returned by the API
        secret text,
        settings jsonb not null default '{}',
        is_sample boolean not null default false,
        created_at timestamptz not null default now(),
        disabled_at timestamptz
      );

      create table api_tokens (
        id bigint generated always as identity primary key,
        name text not null,
        token_hash bytea not null unique,
        prefix text not null,
        scopes text[] not null,
        source_id bigint references sources (id) on delete cascade,
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz
      );

      create table deliveries (
        id bigint generated always as identity,
        received_at timestamptz not null default now(),
        source_id bigint not null,
        -- adapter that reads it, e.g. alertmanager, alertmanager-receiver, generic, github
        adapter text not null,
        headers jsonb not null default '{}',
        body bytea not null,
        signature text not null default 'none' check (signature in ('none', 'valid')),
        -- the sender's own id of this delivery, where it has one
        sender_delivery_id text,
        state text not null default 'pending'
          check (state in ('pending', 'done', 'quarantined', 'discarded')),
        attempts smallint not null default 0,
        next_attempt_at timestamptz not null default now(),
        processed_at timestamptz,
        error_code text,
        error_detail text,
        result jsonb,
        primary key (received_at, id)
      ) partition by range (received_at);
      create index deliveries_pending_idx on deliveries (next_attempt_at, id) where state = 'pending';
      create index deliveries_quarantined_idx on deliveries (received_at desc, id desc) where state = 'quarantined';
      create index deliveries_source_idx on deliveries (source_id, received_at desc);
      create index deliveries_id_idx on deliveries (id);

      -- Creates the monthly partitions of a table that cover [from_month, to_month], under one lock per table
      -- so that several processes may call it at once. Returns how many were new. A partition is made apart and
      -- then attached: that waits for no reader or writer of the parent, "create table ... partition of" would.
      -- The identity of deliveries.id belongs to the parent alone.
      create function ensure_month_partitions(parent text, from_month date, to_month date) returns integer
      language plpgsql as $$
      declare
        month date := date_trunc('month', from_month)::date;
        child text;
        made integer := 0;
      begin
        while month <= to_month loop
          child := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
          if to_regclass(quote_ident(child)) is null then
            perform pg_advisory_xact_lock(hashtext('ensure_month_partitions'), hashtext(parent));
            if to_regclass(quote_ident(child)) is null then
              execute format('create table %I (like %I including all excluding identity)', child, parent);
              execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child,
                month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
              made := made + 1;
            end if;
          end if;
          month := (month + interval '1 month')::date;
        end loop;
        return made;
      end $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop function ensure_month_partitions(text, date, date);
      drop table deliveries, api_tokens, sources
    `);
  }
}
