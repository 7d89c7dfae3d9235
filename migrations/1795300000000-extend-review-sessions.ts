import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A session can hold more than one person's pace: votes before the discussion, a presenter to follow, who is where, a timer
 * that stops, topics of one's own, agenda templates, sign-off of the record. And requests that are sent again because their
 * answer was lost are done once.
 */
export class ExtendReviewSessions1795300000000 implements MigrationInterface {
  name = 'ExtendReviewSessions1795300000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table review_sessions
        add column votes_first boolean not null default false,
        -- set: no time passes for the current step
        add column timer_paused_at timestamptz;
      -- sessions are few: checking them takes less than a second
      -- squawk-ignore adding-foreign-key-constraint
      alter table review_sessions add column presenter_id bigint references users (id) on delete set null;

      -- a topic is no row of another table
      -- squawk-ignore ban-drop-not-null
      alter table agenda_items alter column subject_id drop not null;
      alter table agenda_items
        add column votes_revealed_at timestamptz,
        -- votes after this were given in the know of the others: they do not count for the agreement
        add column votes_first_revealed_at timestamptz,
        -- of topics only: taken off, and can be put back
        add column removed_at timestamptz,
        drop constraint agenda_items_kind_check;
      -- some thousand rows: checked in less than a second
      -- squawk-ignore constraint-missing-not-valid
      alter table agenda_items add constraint agenda_items_kind_check
        check (kind in ('decision', 'alert_rule', 'incident', 'coverage_gap', 'topic'));
      -- squawk-ignore constraint-missing-not-valid
      alter table agenda_items add constraint agenda_items_subject_check check ((subject_id is null) = (kind = 'topic'));

      alter table verdicts add column reason_code text
        check (reason_code in ('flapping', 'threshold', 'no_impact', 'dependency', 'planned_work', 'self_healed',
          'no_runbook', 'wrong_recipient', 'other'));

      create table review_votes (
        agenda_item_id bigint not null references agenda_items (id) on delete cascade,
        user_id bigint not null references users (id) on delete cascade,
        verdict text not null check (verdict in ('actionable', 'no_action', 'false_positive', 'duplicate', 'expected',
          'unclear')),
        voted_at timestamptz not null,
        primary key (agenda_item_id, user_id)
      );
      create index review_votes_user_idx on review_votes (user_id);

      create table review_presence (
        review_session_id bigint not null references review_sessions (id) on delete cascade,
        user_id bigint not null references users (id) on delete cascade,
        -- the same person may look at it in two tabs
        tab_id text not null,
        step text,
        agenda_item_id bigint,
        is_following boolean not null,
        editing text,
        seen_at timestamptz not null,
        primary key (review_session_id, user_id, tab_id)
      );
      create index review_presence_user_idx on review_presence (user_id);

      create table review_sign_offs (
        review_session_id bigint not null references review_sessions (id) on delete cascade,
        user_id bigint not null references users (id) on delete cascade,
        comment text,
        signed_at timestamptz not null,
        primary key (review_session_id, user_id)
      );
      create index review_sign_offs_user_idx on review_sign_offs (user_id);

      create table review_templates (
        id bigint generated always as identity primary key,
        -- null: for every team
        team_id bigint references teams (id) on delete cascade,
        name text not null,
        is_default boolean not null default false,
        language text not null check (language in ('en', 'ja')),
        -- [{key, title, minutes}] in the order of the meeting
        steps jsonb not null,
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now()
      );
      create unique index review_templates_default_key on review_templates (coalesce(team_id, 0)) where is_default;
      create index review_templates_team_idx on review_templates (team_id);

      -- requests that a client may send again: what each of them made
      create table client_requests (
        client_id uuid primary key,
        kind text not null,
        subject_id text,
        created_at timestamptz not null default now()
      );
      -- old ones are deleted by it
      create index client_requests_created_idx on client_requests (created_at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table client_requests, review_templates, review_sign_offs, review_presence, review_votes;
      alter table verdicts drop column reason_code;
      delete from agenda_items where kind = 'topic';
      alter table agenda_items
        drop constraint agenda_items_subject_check,
        drop constraint agenda_items_kind_check,
        add constraint agenda_items_kind_check check (kind in ('decision', 'alert_rule', 'incident', 'coverage_gap')),
        drop column removed_at,
        drop column votes_first_revealed_at,
        drop column votes_revealed_at,
        alter column subject_id set not null;
      alter table review_sessions drop column timer_paused_at, drop column presenter_id, drop column votes_first;
    `);
  }
}
