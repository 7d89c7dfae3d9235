import type { MigrationInterface, QueryRunner } from 'typeorm';

interface View {
  name: string;
  comment: string;
  columns: Record<string, string>;
  sql: string;
}

const RULE_ID = 'rule, see alert_rules.id';

const VIEWS: readonly View[] = [
  {
    name: 'alert_rules',
    comment: 'Alert rules that stand for themselves (one that was renamed is folded into its new name).',
    columns: {
      id: 'key of the rule',
      source: 'name of the source that sends its alerts',
      name: 'its name',
      group_name: 'its group at the source; null = none',
      service_id: 'service it watches, see services.id; null = none',
      severity: 'severity that its alerts carry, in the words of the source; null = none',
      signal: 'what it watches (latency, errors, …); null = not said',
      has_runbook: 'true: a runbook is linked',
      has_owner: 'true: an owner is named',
      first_seen_at: 'when it was first heard of',
      definition_changed_at: 'when its definition changed last; null = never',
      archived_at: 'when it was put away; null = in use',
    },
    sql: `select r.id, s.name, r.name, r.group_name, r.service_id, r.severity, r.signal,
        coalesce(r.runbook_url, '') <> '', coalesce(r.owner, '') <> '', r.first_seen_at, r.definition_changed_at,
        r.archived_at
      from alert_rules r join sources s on s.id = r.source_id where r.renamed_to_id is null`,
  },
  {
    name: 'episodes',
    comment:
      'Each firing of a rule for one label set, without labels and texts. Ask for a range of starts_at: there may be millions.',
    columns: {
      alert_rule_id: RULE_ID,
      fingerprint: 'the label set, as a digest',
      starts_at: 'when it began',
      service_id: 'service, see services.id; null = none',
      severity: 'severity in the words of the source; null = none',
      ends_at: 'when it ended; null = it goes on, or the source does not tell',
      duration_seconds: 'seconds from starts_at to ends_at; null = no end',
      end_reason: 'resolved (told), expired (not heard of any more) or closed; null = no end',
      acknowledged_at: 'when a person took it; null = nobody did, or the source does not tell',
      notified_at: 'when a person was notified (a page); null = none is known',
      suppressed_at: 'when it was silenced or inhibited; null = it was not, or the source does not tell',
    },
    sql: `select r.current_id, e.fingerprint, e.starts_at, e.service_id, e.severity, e.ends_at, e.duration_seconds,
        e.end_reason, e.acknowledged_at, e.notified_at, e.suppressed_at
      from episodes e join alert_rules r on r.id = e.alert_rule_id`,
  },
  {
    name: 'rule_days',
    comment:
      'What each rule did on each day (UTC) on which it fired: sums of these are the figures of the rules’ pages.',
    columns: {
      alert_rule_id: RULE_ID,
      day: 'day in UTC on which the episodes began',
      fired: 'episodes that began',
      pages: 'those that notified a person',
      ended: 'those that have ended',
      acknowledged: 'those that a person took',
      self_resolved: 'those that ended with nobody taking them; share of ended',
      fleeting: 'those that ended within 5 minutes; share of ended',
      duration_seconds: 'seconds of all that have ended, added up',
    },
    sql: `select r.current_id, d.day, sum(d.fired), sum(d.pages), sum(d.ended), sum(d.acknowledged), sum(d.self_resolved),
        sum(d.fleeting), sum(d.duration_seconds)
      from episode_daily_rollups d join alert_rules r on r.id = d.alert_rule_id group by 1, 2`,
  },
  {
    name: 'verdicts',
    comment:
      'Verdicts that count now (precision@1), without who gave them. One on an episode goes before one on its rule for a window.',
    columns: {
      id: 'key of the verdict',
      alert_rule_id: RULE_ID,
      fingerprint: 'episode it is on, with starts_at; null = on the rule for a window',
      starts_at: 'episode it is on, with fingerprint; null = on the rule for a window',
      window_from: 'window it is on, from; null = on an episode',
      window_to: 'window it is on, to (not included); null = on an episode',
      verdict: 'actionable, no_action, false_positive, duplicate, expected or unclear',
      review_id: 'review in which it was given, see reviews.id; null = outside of one',
      decided_at: 'when it was given',
    },
    sql: `select v.id, r.current_id, v.fingerprint, v.starts_at, v.window_from, v.window_to, v.verdict,
        v.review_session_id, v.decided_at
      from verdicts v join alert_rules r on r.id = v.alert_rule_id where v.is_current and v.verdict is not null`,
  },
  {
    name: 'reviews',
    comment: 'Review sessions, without their notes.',
    columns: {
      id: 'key of the review',
      title: 'its title',
      status: 'planned, running or closed',
      team_id: 'team that holds it, see teams.id; null = none',
      window_from: 'what it looks at, from',
      window_to: 'what it looks at, to (not included)',
      time_zone: 'IANA time zone of its days',
      scheduled_at: 'when it is planned; null = not planned',
      started_at: 'when it began; null = not yet',
      closed_at: 'when it ended; null = not yet',
      is_sample: 'true: sample data',
    },
    sql: `select id, title, status, team_id, window_from, window_to, time_zone, scheduled_at, started_at, closed_at, is_sample
      from review_sessions`,
  },
  {
    name: 'decisions',
    comment: 'What was decided on alert rules, without the names of people.',
    columns: {
      id: 'key of the decision',
      review_id: 'review in which it was made, see reviews.id; null = outside of one',
      alert_rule_id: `${RULE_ID}; null = on none`,
      kind: 'fix_cause, tune, reroute, downgrade, merge, delete, add_runbook or keep',
      status: 'open, done or cancelled',
      has_owner: 'true: somebody owns it',
      due_on: 'day by which; null = none',
      effective_at: 'from when on its effect is judged; null = not yet',
      action_item_id: 'action item that carries it out, see action_items.id; null = none',
      created_at: 'when it was made',
      closed_at: 'when it was done or cancelled; null = not yet',
    },
    sql: `select d.id, d.review_session_id, r.current_id, d.kind, d.status, d.owner_id is not null or coalesce(d.owner, '') <> '',
        d.due_on, d.effective_at, d.action_item_id, d.created_at, d.closed_at
      from decisions d left join alert_rules r on r.id = d.alert_rule_id`,
  },
  {
    name: 'coverage_gaps',
    comment: 'Signals that an incident needed and nothing caught in time, without the names of people.',
    columns: {
      id: 'key of the gap',
      service_id: 'service, see services.id',
      signal: 'signal that was missing',
      incident_id: 'incident that showed it, see incidents.id; null = none',
      review_id: 'review in which it was recorded, see reviews.id; null = outside of one',
      status: 'open, in_progress, closed (a rule was made), proven (it caught a real one) or accepted',
      has_owner: 'true: somebody owns it',
      due_on: 'day by which; null = none',
      accepted_until: 'day to look again at an accepted one; null = not accepted or no day',
      closing_alert_rule_id: 'rule that closed it, see alert_rules.id; null = none',
      closed_at: 'when that rule was named; null = not yet',
      proven_at: 'next real firing that proved it; null = none yet',
      is_sample: 'true: sample data',
      created_at: 'when it was recorded',
    },
    sql: `select g.id, g.service_id, g.signal, g.incident_id, g.review_session_id, g.status,
        g.owner_id is not null or coalesce(g.owner, '') <> '', g.due_on, g.accepted_until, r.current_id, g.closed_at,
        g.proven_at, g.is_sample, g.created_at
      from coverage_gaps g left join alert_rules r on r.id = g.closing_alert_rule_id where g.deleted_at is null`,
  },
  {
    name: 'incident_episodes',
    comment: 'Episodes linked to incidents (recall@1): only confirmed ones are what a person said.',
    columns: {
      incident_id: 'incident, see incidents.id',
      alert_rule_id: RULE_ID,
      fingerprint: 'episode, with starts_at, see episodes',
      starts_at: 'episode, with fingerprint, see episodes',
      status: 'suggested, confirmed or rejected',
      in_time: 'true: it began by detected_at + 1 minute; null = detected_at is not known',
      decided_at: 'when a person decided; null = nobody did',
    },
    sql: `select l.incident_id, r.current_id, l.fingerprint, l.starts_at, l.status,
        l.starts_at <= i.detected_at + interval '1 minute', l.decided_at
      from episode_incident_links l join alert_rules r on r.id = l.alert_rule_id
      join incidents i on i.id = l.incident_id where i.deleted_at is null`,
  },
];

/** The views of alerts and reviews in the schema `analytics`, see 1795200600000. */
export class CreateAnalyticsAlertViews1795200610000 implements MigrationInterface {
  name = 'CreateAnalyticsAlertViews1795200610000';

  async up(q: QueryRunner): Promise<void> {
    for (const view of VIEWS) {
      await q.query(
        `create view analytics.${view.name} (${Object.keys(view.columns).join(', ')}) as ${view.sql}`,
      );
      await q.query(`comment on view analytics.${view.name} is ${quote(view.comment)}`);
      for (const [column, comment] of Object.entries(view.columns))
        await q.query(`comment on column analytics.${view.name}.${column} is ${quote(comment)}`);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    for (const { name } of [...VIEWS].reverse()) await q.query(`drop view analytics.${name}`);
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
