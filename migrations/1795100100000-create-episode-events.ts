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
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table alert_rules drop column is_folded, drop column is_mixed;
      alter table episodes drop column stated, drop column is_folded;
      drop table episode_events
    `);
  }
}
