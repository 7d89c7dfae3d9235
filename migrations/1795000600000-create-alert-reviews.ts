import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Review sessions: agenda, verdicts, decisions, coverage gaps. The session engine is general (`kind`, agenda steps
 * with times); verdicts are events, an undo is a further event, `is_current` marks the one that counts.
 */
export class CreateAlertReviews1795000600000 implements MigrationInterface {
  name = 'CreateAlertReviews1795000600000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table review_sessions (
        id bigint generated always as identity primary key,
        kind text not null default 'alert_review',
        title text not null,
        status text not null default 'planned' check (status in ('planned', 'running', 'closed')),
        team_id bigint references teams (id) on delete set null,
        -- the window under review, half-open
        window_from timestamptz not null,
        window_to timestamptz not null,
        time_zone text not null,
        language text not null default 'en' check (language in ('en', 'ja')),
        facilitator_id bigint references users (id) on delete set null,
        scribe_id bigint references users (id) on delete set null,
        scheduled_at timestamptz,
        started_at timestamptz,
        closed_at timestamptz,
        -- [{key, minutes, spentSeconds}] in the order of the meeting
        agenda_steps jsonb not null,
        current_step text,
        current_step_at timestamptz,
        notes text not null default '',
        -- figures of the scope as they stood when the agenda was made
        overview jsonb,
        -- figures and lists as they stood when the session was closed
        record jsonb,
        -- of the notes: two scribes at once must not lose a word
        row_version integer not null default 1,
        is_sample boolean not null default false,
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now(),
        check (window_from < window_to)
      );
      create index review_sessions_status_idx on review_sessions (status, created_at desc);

      create table review_session_services (
        review_session_id bigint not null references review_sessions (id) on delete cascade,
        service_id bigint not null references services (id) on delete cascade,
        primary key (review_session_id, service_id)
      );
      create index review_session_services_service_idx on review_session_services (service_id);

      create table review_participants (
        review_session_id bigint not null references review_sessions (id) on delete cascade,
        user_id bigint not null references users (id) on delete cascade,
        joined_at timestamptz not null default now(),
        primary key (review_session_id, user_id)
      );

      create table coverage_gaps (
        id bigint generated always as identity primary key,
        service_id bigint not null references services (id) on delete cascade,
        signal text not null,
        incident_id bigint references incidents (id) on delete set null,
        review_session_id bigint references review_sessions (id) on delete set null,
        -- what should have fired
        expected text not null default '',
        owner text,
        owner_id bigint references users (id) on delete set null,
        due_on date,
        status text not null default 'open'
          check (status in ('open', 'in_progress', 'closed', 'proven', 'accepted')),
        accepted_reason text,
        accepted_until date,
        closing_alert_rule_id bigint references alert_rules (id) on delete set null,
        closed_at timestamptz,
        -- the next real firing of the closing rule
        proven_fingerprint text,
        proven_at timestamptz(3),
        action_item_id bigint references action_items (id) on delete set null,
        row_version integer not null default 1,
        is_sample boolean not null default false,
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now(),
        deleted_at timestamptz
      );
      create index coverage_gaps_service_idx on coverage_gaps (service_id, signal);
      create index coverage_gaps_incident_idx on coverage_gaps (incident_id);

      create table decisions (
        id bigint generated always as identity primary key,
        review_session_id bigint references review_sessions (id) on delete set null,
        alert_rule_id bigint references alert_rules (id) on delete cascade,
        kind text not null check (kind in ('fix_cause', 'tune', 'reroute', 'downgrade', 'merge', 'delete',
          'add_runbook', 'keep')),
        reason text not null default '',
        owner text,
        owner_id bigint references users (id) on delete set null,
        due_on date,
        effective_at timestamptz,
        status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
        action_item_id bigint references action_items (id) on delete set null,
        -- what the evidence was when it was decided
        evidence jsonb not null default '{}',
        row_version integer not null default 1,
        created_by_id bigint references users (id) on delete set null,
        created_at timestamptz not null default now(),
        closed_at timestamptz
      );
      create index decisions_rule_idx on decisions (alert_rule_id, created_at);
      create index decisions_session_idx on decisions (review_session_id);

      -- action items that came out of a session (those of its decisions included)
      create table review_session_action_items (
        review_session_id bigint not null references review_sessions (id) on delete cascade,
        action_item_id bigint not null references action_items (id) on delete cascade,
        primary key (review_session_id, action_item_id)
      );
      create index review_session_action_items_item_idx on review_session_action_items (action_item_id);

      create table agenda_items (
        id bigint generated always as identity primary key,
        review_session_id bigint not null references review_sessions (id) on delete cascade,
        step text not null,
        position integer not null,
        kind text not null check (kind in ('decision', 'alert_rule', 'incident', 'coverage_gap')),
        subject_id bigint not null,
        -- figures as they stood when the agenda was made, refreshed until the item is reviewed
        evidence jsonb not null default '{}',
        note text not null default '',
        reviewed_at timestamptz,
        reviewed_by_id bigint references users (id) on delete set null,
        row_version integer not null default 1,
        unique (review_session_id, kind, subject_id)
      );

      create table verdicts (
        id bigint generated always as identity primary key,
        review_session_id bigint references review_sessions (id) on delete set null,
        alert_rule_id bigint not null references alert_rules (id) on delete cascade,
        -- both null: the verdict is on the rule for the window
        fingerprint text,
        starts_at timestamptz(3),
        window_from timestamptz,
        window_to timestamptz,
        -- null: cleared
        verdict text check (verdict in ('actionable', 'no_action', 'false_positive', 'duplicate', 'expected',
          'unclear')),
        reason text,
        is_current boolean not null default true,
        -- the event that counted before this one
        previous_id bigint references verdicts (id) on delete set null,
        -- this event takes that one back ...
        undo_of_id bigint references verdicts (id) on delete set null,
        -- ... and so brings back what that one said (never itself an undo); null when nothing was said before
        restores_id bigint references verdicts (id) on delete set null,
        decided_by_id bigint references users (id) on delete set null,
        decided_at timestamptz not null default now(),
        check ((fingerprint is null) = (starts_at is null)),
        check (fingerprint is not null or (window_from is not null and window_to is not null))
      );
      create unique index verdicts_current_episode_key on verdicts (alert_rule_id, fingerprint, starts_at)
        where is_current and fingerprint is not null;
      create unique index verdicts_current_rule_key on verdicts (review_session_id, alert_rule_id)
        where is_current and fingerprint is null;
      create index verdicts_rule_idx on verdicts (alert_rule_id, decided_at) where is_current;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table verdicts, agenda_items, review_session_action_items, decisions, coverage_gaps, review_participants,
        review_session_services, review_sessions
    `);
  }
}
