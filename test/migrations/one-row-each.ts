/** One row in every table of the schema, in the order of their foreign keys: migrations must work with rows there. */
export const ONE_ROW_EACH = `
  insert into users (email, name, role) values ('a@example.com', 'A', 'admin');
  insert into sessions (user_id, token_hash, expires_at) values (1, '\\x01', now());
  insert into sign_in_links (kind, token_hash, role, expires_at) values ('invite', '\\x02', 'member', now());
  insert into sign_in_throttles values ('k', 1, now(), null);
  insert into audit_log (actor_kind, actor_name, action, subject_type, subject_id) values ('system', 's', 'a', 't', '1');
  insert into teams (key, name) values ('t', 'T');
  insert into services (key, name, team_id) values ('s', 'S', 1);
  insert into holidays (calendar, day, name_en, name_ja, origin) values ('JP', '2026-11-23', 'Labour Thanksgiving Day', '勤労感謝の日', 'builtin');
  insert into settings (key, value) values ('k', '1');
  insert into sources (kind, key, name) values ('generic', 'g', 'G');
  insert into api_tokens (name, token_hash, prefix, scopes, source_id) values ('n', '\\x03', 'p', '{ingest}', 1);
  select ensure_month_partitions('deliveries', '2026-11-01', '2026-12-01');
  select ensure_month_partitions('episodes', '2026-11-01', '2026-11-01');
  insert into deliveries (received_at, source_id, adapter, body) values ('2026-11-21', 1, 'generic', '{}');
  insert into alert_rules (source_id, uid, name, service_id) values (1, 'u', 'R', 1);
  insert into silences (source_id, external_id, starts_at, updated_at) values (1, 's', now(), now());
  insert into source_schemas values (1, 'generic', 1, now(), now(), null);
  insert into source_schema_paths (source_id, adapter, path, first_seen_at, last_seen_at) values (1, 'generic', 'a', now(), now());
  insert into truncations values (1, now(), 1, 3);
  insert into change_events (source_id, external_id, at, summary) values (1, 'c', now(), 'deployed');
  insert into alert_rule_versions (alert_rule_id, version, definition_hash) values (1, 1, 'h');
  insert into alert_rules (source_id, uid, name, renamed_to_id) values (1, 'old', 'Old', 1);
  insert into alert_rule_renames (from_rule_id, to_rule_id, at) values (2, 1, now());
  insert into episodes (alert_rule_id, fingerprint, starts_at, ends_at, source_id, service_id)
    values (1, 'f', '2026-11-21', '2026-11-21 00:10', 1, 1);
  select ensure_month_partitions('episode_events', '2026-11-01', '2026-11-01');
  insert into episode_events (alert_rule_id, fingerprint, at, digest, kind, source_id, received_at)
    values (1, 'f', '2026-11-21', '\\x01', 'firing', 1, now());
  insert into episode_daily_rollups (alert_rule_id, day, fired) values (1, '2026-11-21', 1);
  insert into episode_weekly_rollups (alert_rule_id, week, fired) values (1, '2026-11-16', 1);
  insert into episode_duration_histograms values (1, '2026-11-01', 163, 1);
  insert into service_month_durations (service_id, month) values (1, '2026-11-01');
  insert into uncounted_episode_days values (1, '2026-11-21');
  insert into counted_episode_days values (1, '2026-11-20', 1, null, '\\x00000000', '', null);
  insert into incidents (title, severity) values ('A', 'SEV1'), ('B', 'SEV2');
  insert into incident_services values (1, 1);
  insert into incident_instants (incident_id, field, at, provenance) values (1, 'startedAt', now(), 'human');
  insert into incident_severity_changes (incident_id, severity, at) values (1, 'SEV1', now());
  insert into incident_recurrences (incident_id, earlier_incident_id, status) values (2, 1, 'confirmed');
  insert into recurrence_texts (incident_id, words) values (1, 'a');
  insert into recurrence_rules (rules) values ('r');
  insert into episode_incident_links (incident_id, alert_rule_id, fingerprint, starts_at, status)
    values (1, 1, 'f', '2026-11-21', 'confirmed');
  insert into postmortems (incident_id) values (1);
  insert into action_items (title, incident_id) values ('do', 1);
  insert into action_item_former_ids values ('jira', 'OPS-1', 1);
  insert into action_item_status_changes (action_item_id, to_status, at, source) values (1, 'open', now(), 'manual');
  insert into review_sessions (title, window_from, window_to, time_zone, agenda_steps)
    values ('r', '2026-11-01', '2026-11-08', 'Asia/Tokyo', '[]');
  insert into review_session_services values (1, 1);
  insert into review_participants (review_session_id, user_id) values (1, 1);
  insert into coverage_gaps (service_id, signal, incident_id) values (1, 'errors', 1);
  insert into decisions (review_session_id, alert_rule_id, kind) values (1, 1, 'tune');
  insert into review_session_action_items values (1, 1);
  insert into agenda_items (review_session_id, step, position, kind, subject_id) values (1, 'rules', 1, 'alert_rule', 1);
  insert into agenda_items (review_session_id, step, position, kind) values (1, 'outlook', 2, 'topic');
  insert into review_votes values (1, 1, 'no_action', now());
  insert into review_presence values (1, 1, 'tab-00000001', 'rules', 1, false, null, now());
  insert into review_sign_offs values (1, 1, null, now());
  insert into review_templates (team_id, name, language, steps) values (1, 'T', 'en', '[]');
  insert into chat_webhooks values (1, 'https://chat.example.com/h', 'slack', 'en', null, null, now(), now());
  insert into chat_messages (team_id, review_session_id, what, is_automatic, created_at) values (1, 1, 'summary', false, now());
  insert into tracker_issues (action_item_id, repository, state, started_at) values (1, 'o/r', 'made', now());
  insert into client_requests (client_id, kind) values ('00000000-0000-4000-8000-000000000001', 'k');
  insert into verdicts (review_session_id, alert_rule_id, window_from, window_to, verdict)
    values (1, 1, '2026-11-01', '2026-11-08', 'no_action');
  insert into import_jobs (kind) values ('incidents');
  insert into import_job_files values (1, '\\x');
  insert into import_rejects (import_job_id, line, reason) values (1, 1, 'r');
  insert into import_mappings (kind, header_key, headers, mapping) values ('incidents', 'a', '["a"]', '{}');
  insert into connectors (source_id, kind, url, interval_seconds) values (1, 'pagerduty', 'https://api.example.com', 86400);
  insert into connector_runs (connector_id, started_at) values (1, now());
  insert into connector_drift (connector_id, connector_run_id, found_at, kind, subject, external_id, title)
    values (1, 1, now(), 'missing', 'episode', 'P1', 'R');
  insert into saved_views (page, name, search, user_id) values ('trends', 'V', '', 1);
  insert into saved_view_defaults values (1, 'trends', 1);
  insert into report_schedules (bucket, time_zone, business_day, at, next_from, next_run_at)
    values ('quarter', 'Asia/Tokyo', 3, '09:00', '2026-10-01', '2027-01-06');
  insert into reports (bucket, scope, time_zone, period_from, period_to, content_version, contents, digest,
      incident_rows, action_item_rows, schedule_id, made_at)
    values ('quarter', 'all', 'UTC', '2026-07-01', '2026-10-01', 1, '{}', 'd', '[]', '[]', 1, now());
`;
