import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a team's chat is, what was told there, and which action items were made issues of a tracker. */
export class CreateChatAndTrackerIssues1795300300000 implements MigrationInterface {
  name = 'CreateChatAndTrackerIssues1795300300000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table chat_webhooks (
        team_id bigint primary key references teams (id) on delete cascade,
        -- the secret itself, needed in clear to send with; never returned by the API
        url text not null,
        flavor text not null check (flavor in ('slack', 'mattermost')),
        language text not null check (language in ('en', 'ja')),
        -- what is sent when a review is closed, and since when: what was closed before is not told afterwards
        send_on_close text check (send_on_close in ('summary', 'minutes')),
        send_on_close_since timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check ((send_on_close is null) = (send_on_close_since is null))
      );

      create table chat_messages (
        id bigint generated always as identity primary key,
        team_id bigint not null references teams (id) on delete cascade,
        review_session_id bigint not null references review_sessions (id) on delete cascade,
        what text not null check (what in ('summary', 'minutes')),
        is_automatic boolean not null,
        -- the request that a person sent: the same one twice is one message
        client_id uuid unique,
        state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown')),
        attempts integer not null default 0,
        created_at timestamptz not null,
        created_by_id bigint references users (id) on delete set null,
        -- when it is due; while it is being sent, when whoever sends it must be dead
        next_try_at timestamptz,
        sent_at timestamptz,
        error_code text,
        error_detail text
      );
      -- The end of a review is told once to a team.
      create unique index chat_messages_automatic_idx on chat_messages (review_session_id, team_id) where is_automatic;
      create index chat_messages_session_idx on chat_messages (review_session_id, id desc);
      create index chat_messages_team_idx on chat_messages (team_id, id desc);
      create index chat_messages_due_idx on chat_messages (next_try_at) where next_try_at is not null;

      -- One row per action item: the last attempt to make it an issue. It keeps two people from making two issues.
      create table tracker_issues (
        action_item_id bigint primary key references action_items (id) on delete cascade,
        connector_id bigint references connectors (id) on delete set null,
        repository text not null,
        state text not null check (state in ('sending', 'made', 'failed', 'unknown')),
        started_at timestamptz not null,
        started_by_id bigint references users (id) on delete set null,
        url text,
        error_code text,
        error_detail text
      );
      create index tracker_issues_connector_idx on tracker_issues (connector_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table tracker_issues, chat_messages, chat_webhooks');
  }
}
