import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger of what senders said of alerts, and what episodes need to be folded from it.
 *
 * The key begins with `alert_rule_id` as that of `episodes` does, so that both can be distributed by rule. The digest
 * covers what an event says and nothing of its receipt: a repeat is the same row.
 */
export class CreateEpisodeEvents1795100100000 implements MigrationInterface {
  name = 'CreateEpisodeEvents1795100100000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table episode_events (
        -- minus the source's id: the sender did not name the rule; the event waits for one with its fingerprint
        alert_rule_id bigint not null,
        fingerprint text not null,
        -- by the sender's clock
        at timestamptz(3) not null,
        digest bytea not null,
        kind text not null check (kind in ('firing', 'reopened', 'ok', 'no_data', 'acknowledged', 'unacknowledged',
          'silenced', 'inhibited', 'muted', 'notified', 'severity_changed', 'assigned', 'escalated', 'note')),
        -- start of the episode that it speaks of; null: the episodes are folded from these events
        starts_at timestamptz(3),
        source_id bigint not null,
        -- person, silence, inhibiting rule or receiver, in the sender's words
        said_by text,
        notified_at timestamptz(3),
        expected_end_at timestamptz(3),
        service_id bigint,
        severity text,
        labels jsonb not null default '{}',
        annotations jsonb not null default '{}',
        generator_url text,
        detail jsonb not null default '{}',
        -- the first receipt of it
        received_at timestamptz(3) not null,
        primary key (alert_rule_id, fingerprint, at, digest)
      ) partition by range (at);
      -- the rules that an event without a rule may belong to
      create index episode_events_fingerprint_idx on episode_events (source_id, fingerprint)
        where starts_at is null;

      -- known from episode_events alone: a late event may move, split, merge or remove it
      alter table episodes add column is_folded boolean not null default false;
      -- of an episode that transitions state and events changed: what the transitions alone say
      alter table episodes add column stated jsonb;
      -- it has events without a start: transitions of it have to look at them ...
      alter table alert_rules add column is_folded boolean not null default false;
      -- ... and it has episodes of both origins
      alter table alert_rules add column is_mixed boolean not null default false;
    `);
    await q.query(
      ensureMonthPartitions(
        `exists (select from pg_class where relname = child
              and relnamespace = (select relnamespace from pg_class where oid = to_regclass(quote_ident(parent))))`,
      ),
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table alert_rules drop column is_folded, drop column is_mixed;
      alter table episodes drop column stated, drop column is_folded;
      drop table episode_events
    `);
    await q.query(ensureMonthPartitions('to_regclass(quote_ident(child)) is not null'));
  }
}

/**
 * The function that makes partitions, with what is asked once the lock is had. to_regclass answers from the session's
 * cache, which does not learn of what another session made before it gave the lock back; a query of the catalogue does.
 */
function ensureMonthPartitions(isThere: string): string {
  return `
      create or replace function ensure_month_partitions(parent text, from_month date, to_month date) returns integer
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
            if not (${isThere}) then
              execute format('create table %I (like %I including all excluding identity)', child, parent);
              execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child,
                month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
              made := made + 1;
            end if;
          end if;
          month := (month + interval '1 month')::date;
        end loop;
        return made;
      end $$`;
}
