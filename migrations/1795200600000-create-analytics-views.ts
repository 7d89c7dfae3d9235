import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A view with what it and each of its columns mean; the columns are those of the select list, in its order. */
interface View {
  name: string;
  comment: string;
  columns: Record<string, string>;
  sql: string;
}

const COHORT_AT = 'coalesce(i.started_at, i.detected_at, i.declared_at)';
const COUNTS_AS_REAL = `i.kind = 'incident' and i.duplicate_of_id is null`;
const INCIDENT_ID = 'incident, see incidents.id';

/** Each metric with its two instants; time to detect never waits: what is on record was noticed. */
const METRICS = [
  ['ttd', 'started_at', 'detected_at', 'startedAt', 'detectedAt', 'true'],
  ['tta', 'detected_at', 'acknowledged_at', 'detectedAt', 'acknowledgedAt', 'is_over'],
  ['ttm', 'started_at', 'mitigated_at', 'startedAt', 'mitigatedAt', 'is_over'],
  ['ttr', 'started_at', 'resolved_at', 'startedAt', 'resolvedAt', 'is_over'],
  ['ttr_from_detection', 'detected_at', 'resolved_at', 'detectedAt', 'resolvedAt', 'is_over'],
] as const;

const DEADLINE = 'coalesce(a.due_on, a.target_on)';
const TODAY = `(now() at time zone 'UTC')::date`;

const VIEWS: readonly View[] = [
  {
    name: 'teams',
    comment: 'Teams, archived ones too.',
    columns: {
      id: 'key of the team',
      key: 'its short name in addresses',
      name: 'its name',
      time_zone: 'IANA time zone in which its days are counted',
      calendar: 'calendar of its public holidays, as JP; empty = none',
      fiscal_year_starts_in: 'month (1–12) with which its fiscal year begins',
      is_sample: 'true: sample data',
      archived_at: 'when it was archived; null = in use',
    },
    sql: `select id, key, name, time_zone, calendar, fiscal_year_starts_in, is_sample, archived_at from teams`,
  },
  {
    name: 'services',
    comment: 'Services and their components, archived ones too.',
    columns: {
      id: 'key of the service',
      key: 'its short name in addresses',
      name: 'its name',
      team_id: 'team that owns it, see teams.id; null = none',
      parent_id: 'service of which it is a component, see services.id; null = none',
      is_sample: 'true: sample data',
      archived_at: 'when it was archived; null = in use',
    },
    sql: `select id, key, name, team_id, parent_id, is_sample, archived_at from services`,
  },
  {
    name: 'service_components',
    comment:
      'Each service with itself and all components below it: figures of a service count its components.',
    columns: {
      service_id: 'the service, see services.id',
      component_id: 'the service itself or a component at any depth, see services.id',
    },
    sql: `with recursive tree (service_id, component_id) as (
        select id, id from services
        union
        select t.service_id, s.id from services s join tree t on s.parent_id = t.component_id
      )
      select service_id, component_id from tree`,
  },
  {
    name: 'incidents',
    comment:
      'Incidents that were not deleted, with the instants that count: a person’s correction before what a source told. Figures leave out counts_in_figures = false unless asked for.',
    columns: {
      id: 'key of the incident, as in its address',
      source: 'where it was recorded: manual, or the name of an import',
      external_id: 'its key in that source; null = recorded here',
      title: 'its title',
      url: 'its page elsewhere; null = none',
      kind: 'incident, drill, test or maintenance',
      severity: 'final severity SEV1–SEV4; null = not set',
      first_severity: 'severity that was set first; null = not set',
      status: 'open, or resolved when it is resolved or closed',
      cohort_at:
        'instant that places it in a period: start, else detection, else declaration; null = none is known',
      cohort_field: 'which instant cohort_at is: startedAt, detectedAt or declaredAt; null = none is known',
      started_at: 'the impact began; null = not known',
      detected_at: 'the first person or monitor noticed; null = not known',
      acknowledged_at: 'a responder took it; null = not known or not yet',
      declared_at: 'it was called an incident; null = not known',
      mitigated_at: 'the impact ended or was contained; null = not known or not yet',
      resolved_at: 'the service was fully restored, the last time if reopened; null = not known or not yet',
      closed_at: 'the response stood down; null = not known or not yet',
      reopened_count: 'how often it was resolved and went on',
      detection_source: 'who noticed first: alert, customer, colleague, partner, chance or unknown',
      cause_category: 'category of the root cause; null = not said',
      trigger_category: 'category of the trigger; null = not said',
      tags: 'its tags; {} = none',
      team_id: 'team it belongs to, see teams.id; null = that of its services, if any',
      duplicate_of_id: 'incident it was merged into, see incidents.id; null = none',
      counts_in_figures: 'false: a drill, a test, maintenance or a duplicate',
      has_problems: 'true: instants that cannot be right (order, future, longer than 90 days, absurd year)',
      postmortem_required: 'true: a criterion of the settings asks for a postmortem (waived ones too)',
      is_sample: 'true: sample data',
      created_at: 'when it was recorded',
      updated_at: 'when it was changed last',
    },
    sql: `select i.id, i.source, i.external_id, i.title, i.url, i.kind, i.severity, i.first_severity,
        case when i.resolved_at is null and i.closed_at is null then 'open' else 'resolved' end,
        ${COHORT_AT},
        case when i.started_at is not null then 'startedAt' when i.detected_at is not null then 'detectedAt'
          when i.declared_at is not null then 'declaredAt' end,
        i.started_at, i.detected_at, i.acknowledged_at, i.declared_at, i.mitigated_at, i.resolved_at, i.closed_at,
        i.reopened_count, i.detection_source, i.cause_category, i.trigger_category, i.tags, i.team_id, i.duplicate_of_id,
        ${COUNTS_AS_REAL}, i.problems <> '[]', i.postmortem_required, i.is_sample, i.created_at, i.updated_at
      from incidents i where i.deleted_at is null`,
  },
  {
    name: 'incident_services',
    comment: 'Services that an incident touched; one without any has no row.',
    columns: { incident_id: INCIDENT_ID, service_id: 'service, see services.id' },
    sql: `select x.incident_id, x.service_id from incident_services x
      join incidents i on i.id = x.incident_id where i.deleted_at is null`,
  },
  {
    name: 'incident_durations',
    comment:
      'One row per incident with a cohort_at and per duration metric (ttd@1, tta@1, ttm@1, ttr@1, ttr_from_detection@1): how long it took, or why it does not count. state used = in the figure; open = not over, censored now. The median of the page is percentile_cont(0.5) of used ones when none is open, else Kaplan–Meier.',
    columns: {
      incident_id: INCIDENT_ID,
      metric: 'key of the metric: ttd, tta, ttm, ttr or ttr_from_detection, each at version 1',
      cohort_at: 'instant that places it in a period, as in incidents',
      from_at: 'instant from which the metric counts; null = not known',
      to_at: 'instant to which it counts; null = not known or not yet',
      seconds: 'seconds from from_at to to_at, of an open one until now; null = an instant is missing',
      state: 'used, open, missing or excluded',
      reason:
        'why it is missing or excluded: missing_from, missing_to, duplicate, drill, test, maintenance, absurd_year, in_future, order_broken, too_long, defaulted; null = it counts',
    },
    sql: `with measured as (
        select i.id, m.metric, ${COHORT_AT} as cohort_at, m.from_at, m.to_at, m.is_over,
          case when i.duplicate_of_id is not null then 'duplicate' when i.kind <> 'incident' then i.kind end as left_out,
          'defaulted' in (i.provenance ->> m.from_field, i.provenance ->> m.to_field) as defaulted,
          extract(epoch from case when m.to_at is null and not m.is_over then greatest(now(), m.from_at) else m.to_at end
            - m.from_at)::double precision as seconds
        from incidents i
        cross join lateral (select i.resolved_at is not null or i.closed_at is not null as is_over) o
        cross join lateral (values
          ${METRICS.map(
            ([key, from, to, fromField, toField, isOver]) =>
              `('${key}', '${fromField}', '${toField}', i.${from}, i.${to}, ${isOver === 'true' ? 'true' : 'o.is_over'})`,
          ).join(', ')}
        ) as m (metric, from_field, to_field, from_at, to_at, is_over)
        where i.deleted_at is null and ${COHORT_AT} is not null
      ),
      judged as (
        select *, case
          when left_out is not null then left_out
          when from_at is null then 'missing_from'
          when to_at is null and is_over then 'missing_to'
          when least(from_at, to_at) < '1990-01-01Z'
            or greatest(from_at, to_at) >= date_trunc('year', now(), 'UTC') + interval '2 years' then 'absurd_year'
          when greatest(from_at, to_at) > now() + interval '5 minutes' then 'in_future'
          when to_at < from_at then 'order_broken'
          when to_at is not null and seconds > 90 * 86400 then 'too_long'
          when to_at = from_at and defaulted then 'defaulted' end as reason
        from measured
      )
      select id, metric, cohort_at, from_at, to_at, seconds,
        case when reason in ('missing_from', 'missing_to') then 'missing' when reason is not null then 'excluded'
          when to_at is null then 'open' else 'used' end, reason
      from judged`,
  },
  {
    name: 'incident_instants',
    comment:
      'Every value of every instant that was ever told or entered: originals are kept beside corrections.',
    columns: {
      incident_id: INCIDENT_ID,
      field:
        'which instant: startedAt, detectedAt, acknowledgedAt, declaredAt, mitigatedAt, resolvedAt or closedAt',
      at: 'the value; null = said to be unknown',
      provenance:
        'observed (a clock), human, imported, or defaulted (the source filled it with another instant)',
      recorded_at: 'when the value came',
      retracted_at: 'when the correction was taken back; null = it stands',
      counts: 'true: the value that figures use (a person’s newest, else what was told last)',
    },
    sql: `select h.incident_id, h.field, h.at, h.provenance, h.recorded_at, h.retracted_at,
        h.retracted_at is null and h.id = first_value(h.id) over (partition by h.incident_id, h.field
          order by (h.retracted_at is not null), (h.provenance <> 'human'), h.id desc)
      from incident_instants h join incidents i on i.id = h.incident_id where i.deleted_at is null`,
  },
  {
    name: 'recurrences',
    comment:
      'Pairs of incidents (recurrence@1): incident_id recurs earlier_incident_id. Only confirmed ones are in the rate; what a person rejected stays as rejected.',
    columns: {
      incident_id: 'the later one, see incidents.id',
      earlier_incident_id: 'the earlier one, see incidents.id',
      status: 'suggested, confirmed or rejected',
      began_at: 'when the later one began (start, else detection, else declaration); null = not known',
      earlier_resolved_at: 'when the earlier one was resolved; null = not known or not yet',
      days_between:
        'days from the resolution of the earlier one to the beginning of the later; null = not known',
      fixes_done:
        'fixes (prevent, detect, mitigate, repair) of the earlier one that were done when the later began',
      fixes_open: 'those that were neither done nor declined then',
      fixes_declined: 'those that were declined then',
      fix: 'fix_open: some were not done; fix_done: all were, and it came back; no_items; unknown = no began_at',
      decided_at: 'when a person decided; null = nobody did',
    },
    sql: `select r.incident_id, r.earlier_incident_id, r.status, b.began_at, a.resolved_at,
        extract(epoch from b.began_at - a.resolved_at)::double precision / 86400, f.done, f.open, f.declined,
        case when f.done + f.open + f.declined = 0 then 'no_items' when b.began_at is null then 'unknown'
          when f.open + f.declined > 0 then 'fix_open' else 'fix_done' end, r.decided_at
      from incident_recurrences r
      join incidents a on a.id = r.earlier_incident_id and a.deleted_at is null
      join (select i.id, ${COHORT_AT} as began_at from incidents i where i.deleted_at is null) b on b.id = r.incident_id
      cross join lateral (
        select count(*) filter (where x.was = 'done') as done, count(*) filter (where x.was = 'open') as open,
          count(*) filter (where x.was = 'declined') as declined
        from (
          select case when t.status = 'done'
              and (b.began_at is null or t.completed_at is null or t.completed_at <= b.began_at) then 'done'
            when t.status = 'declined'
              and (b.began_at is null or t.declined_at is null or t.declined_at <= b.began_at) then 'declined'
            else 'open' end as was
          from action_items t
          where t.incident_id = a.id and t.status <> 'deleted' and t.type in ('prevent', 'detect', 'mitigate', 'repair')
        ) x
      ) f`,
  },
  {
    name: 'action_items',
    comment:
      'Action items, without the names of people (action_items@1). Completion rate = done ÷ (all − deleted), by created_at; on-time rate = on_time ÷ rows where on_time is not null.',
    columns: {
      id: 'key of the action item',
      source: 'where it was recorded: manual, or the tracker',
      external_id: 'its key there; null = recorded here',
      incident_id: `${INCIDENT_ID}; null = none`,
      title: 'its title',
      url: 'its page elsewhere; null = none',
      type: 'prevent, detect, mitigate, repair, process or other',
      priority: 'P0–P3; null = not set',
      team_id: 'team that owns it (its own, else that of its incident), see teams.id; null = none',
      has_owner: 'true: somebody owns it',
      status: 'open, in_progress, done, declined or deleted',
      outcome: 'done, declined, deleted, overdue (open after deadline_on, UTC) or open_in_time',
      due_on: 'day that a person or the tracker set; null = none',
      target_on: 'day that follows from the severity of its incident; null = none',
      deadline_on: 'the day that counts: due_on, else target_on; null = none',
      created_at: 'when it was made: it belongs to the cohort of this instant',
      started_at: 'when work began; null = not known or not yet',
      completed_at: 'when it was done; null = not done, or not known when',
      declined_at: 'when it was declined; null = not declined, or not known when',
      deleted_at: 'when it was deleted at its source; null = it was not',
      days_to_outcome: 'days from created_at to done or declined; null = still open or not known',
      on_time:
        'true: done by deadline_on; false: late; null = the day has not passed, was declined by then, or not known',
      is_sample: 'true: sample data',
    },
    sql: `select a.id, a.source, a.external_id, a.incident_id, a.title, a.url, a.type, a.priority,
        coalesce(a.team_id, i.team_id), a.owner_id is not null or coalesce(a.owner, '') <> '', a.status,
        case when a.status in ('done', 'declined', 'deleted') then a.status when ${DEADLINE} < ${TODAY} then 'overdue'
          else 'open_in_time' end,
        a.due_on, a.target_on, ${DEADLINE}, a.created_at, a.started_at, a.completed_at, a.declined_at, a.deleted_at,
        extract(epoch from case a.status when 'done' then a.completed_at when 'declined' then a.declined_at end
          - a.created_at)::double precision / 86400,
        case when a.status = 'deleted' or ${DEADLINE} is null or ${DEADLINE} >= ${TODAY} then null
          when a.status = 'done' then (a.completed_at at time zone 'UTC')::date <= ${DEADLINE}
          when a.status = 'declined' then case when (a.declined_at at time zone 'UTC')::date > ${DEADLINE} then false end
          else false end,
        a.is_sample
      from action_items a left join incidents i on i.id = a.incident_id`,
  },
  {
    name: 'action_item_status_changes',
    comment: 'Every change of status of every action item that was not taken back.',
    columns: {
      action_item_id: 'action item, see action_items.id',
      from_status: 'status before; null = it was made then',
      to_status: 'status after',
      at: 'when it changed',
      at_known: 'false: the source did not say when; at is when it was noticed',
      source: 'who told: human, or the tracker',
    },
    sql: `select action_item_id, from_status, to_status, at, at_known, source from action_item_status_changes
      where retracted_at is null`,
  },
  {
    name: 'postmortems',
    comment:
      'Incidents that need a postmortem or have one (postmortems@1), without texts and names. Figures count those resolved in the period with is_required and not is_waived.',
    columns: {
      incident_id: INCIDENT_ID,
      required_by: 'criteria that ask for it; {} = none',
      is_required: 'true: at least one criterion asks for it (waived ones too)',
      is_waived: 'true: somebody decided to go without, with a reason',
      status: 'draft, in_review, reviewed or closed; null = nothing was begun',
      has_owner: 'true: somebody owns it',
      incident_resolved_at:
        'when the incident was resolved: it belongs to the cohort of this instant; null = not yet',
      drafted_at: 'when it was first written; null = not known or not yet',
      review_meeting_at: 'when the review is planned; null = not planned',
      reviewed_at: 'when it was reviewed; null = not known or not yet',
      closed_at: 'when it was closed; null = not yet',
    },
    sql: `select i.id, q.required_by, i.postmortem_required, coalesce(p.waived_reason, '') <> '', p.status,
        p.owner_id is not null or coalesce(p.owner, '') <> '', i.resolved_at, p.drafted_at, p.review_meeting_at,
        p.reviewed_at, p.closed_at
      from incidents i join postmortem_requirements q on q.incident_id = i.id
      left join postmortems p on p.incident_id = i.id
      where i.deleted_at is null and (p.id is not null or i.postmortem_required)`,
  },
];

/**
 * The schema `analytics`: views for people who bring Grafana, Metabase or SQL (docs/sql-views.md). They say what the
 * pages say, without secrets, bodies and names of people; a read-only role needs nothing but this schema. Every view
 * and column has a comment: unit, what null means, the definition with its version.
 */
export class CreateAnalyticsViews1795200600000 implements MigrationInterface {
  name = 'CreateAnalyticsViews1795200600000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- A function in a view runs with the rights of whoever reads the view: readers may not see the settings it reads.
      alter function postmortem_criteria() security definer set search_path = public, pg_temp;
      create schema analytics;
      comment on schema analytics is 'Read-only views of the figures, for reports and dashboards of others.'
    `);
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
    await q.query(`
      drop schema analytics;
      alter function postmortem_criteria() security invoker reset search_path;
    `);
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
