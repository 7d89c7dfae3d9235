import { Injectable } from '@nestjs/common';
import { DUE_SOON_DAYS } from '@tenken/shared/action-items.contract';
import {
  type HomeActions,
  HomeActionsSchema,
  type HomeFollowUps,
  HomeFollowUpsSchema,
  type HomePostmortems,
  HomePostmortemsSchema,
  type HomeReviews,
  HomeReviewsSchema,
  type HomeSources,
  HomeSourcesSchema,
} from '@tenken/shared/home.contract';
import { SourceKind } from '@tenken/shared/sources.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';

/** How many rows a block shows; its figures count all of them. */
const SHOWN = 6;
/** As many ids as an address can carry to the list behind a figure. */
const IDS = 200;

/**
 * The reader's ($1) by id or, where a tracker or an import only gave a name, by their name or address here. The same
 * as the filter "mine" of the action items, so that a figure equals the list behind it.
 */
const IS_MINE = `(a.owner_id = $1 or a.owner_id is null
  and lower(a.owner) in (select lower(word) from users me, unnest(array[me.name, me.email]) word where me.id = $1))`;

const ActionCounts = z.object({
  mineOpen: rowCount,
  mineOverdue: rowCount,
  mineDueSoon: rowCount,
  allOpen: rowCount,
  allOverdue: rowCount,
});
const ActionRow = HomeActionsSchema.shape.items.element.extend({ id: rowId, incidentId: rowId.nullable() });
const ReviewRow = HomeReviewsSchema.shape.items.element.extend({
  scheduledAt: rowInstant.nullable(),
  startedAt: rowInstant.nullable(),
  rules: rowCount,
  rulesReviewed: rowCount,
});
const LastReviewRow = z.object({ id: rowId, title: z.string(), closedAt: rowInstant });
const PostmortemRow = HomePostmortemsSchema.shape.items.element.extend({
  resolvedAt: rowInstant,
  ageDays: rowCount,
  unreviewed: rowCount,
  missing: rowCount,
  written: z.boolean(),
});
const FollowUpCounts = z.object({
  gapsOpen: rowCount,
  gapsOverdue: rowCount,
  decisionsOpen: rowCount,
  decisionsOverdue: rowCount,
});
const SourceRow = HomeSourcesSchema.shape.items.element.extend({
  lastDeliveryAt: rowInstant.nullable(),
  pending: rowCount,
  quarantined: rowCount,
});

/** The questions of the home page, one method each. `today` is an ISO day in the reader's time zone. */
@Injectable()
export class HomeReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** True while nothing has come in and nothing was entered. */
  async isEmpty(): Promise<boolean> {
    const row = await selectOne(
      this.dataSource.manager,
      z.object({ isEmpty: z.boolean() }),
      `select not (exists (select 1 from incidents) or exists (select 1 from action_items)
         or exists (select 1 from alert_rules) or exists (select 1 from review_sessions)
         or exists (select 1 from deliveries)) as "isEmpty"`,
    );
    return row!.isEmpty;
  }

  async actions(userId: string | null, today: string): Promise<HomeActions> {
    const db = this.dataSource.manager;
    const counts = await selectOne(
      db,
      ActionCounts,
      `select count(*) filter (where mine) as "mineOpen",
         count(*) filter (where mine and due_on < $2::date) as "mineOverdue",
         count(*) filter (where mine and due_on >= $2::date and due_on <= $2::date + $3::int) as "mineDueSoon",
         count(*) as "allOpen", count(*) filter (where due_on < $2::date) as "allOverdue"
       from (select coalesce(a.due_on, a.target_on) as due_on, coalesce(${IS_MINE}, false) as mine
             from action_items a where a.status in ('open', 'in_progress')) items`,
      [userId, today, DUE_SOON_DAYS],
    );
    const items = await select(
      db,
      ActionRow,
      `select a.id, a.title, a.status, a.priority, coalesce(a.due_on, a.target_on) as "dueOn",
         coalesce(a.due_on, a.target_on) - $2::date as "daysLeft",
         i.id as "incidentId", i.title as "incidentTitle"
       from action_items a left join incidents i on i.id = a.incident_id and i.deleted_at is null
       where ${IS_MINE} and a.status in ('open', 'in_progress')
       order by coalesce(a.due_on, a.target_on) nulls last, a.priority nulls last, a.id limit $3`,
      [userId, today, SHOWN],
    );
    return { ...counts!, items };
  }

  async reviews(): Promise<HomeReviews> {
    const db = this.dataSource.manager;
    const items = await select(
      db,
      ReviewRow,
      `select s.id, s.title, s.status, s.scheduled_at as "scheduledAt", s.started_at as "startedAt",
         array(select v.name from review_session_services x join services v on v.id = x.service_id
               where x.review_session_id = s.id order by lower(v.name)) as services,
         (select count(*) from agenda_items a where a.review_session_id = s.id and a.kind = 'alert_rule') as rules,
         (select count(*) from agenda_items a
          where a.review_session_id = s.id and a.kind = 'alert_rule' and a.reviewed_at is not null)
           as "rulesReviewed"
       from review_sessions s where s.status in ('planned', 'running')
       order by s.status = 'running' desc, s.scheduled_at nulls last, s.id limit $1`,
      [SHOWN],
    );
    const lastClosed = await selectOne(
      db,
      LastReviewRow,
      `select id, title, closed_at as "closedAt" from review_sessions
       where status = 'closed' and closed_at is not null order by closed_at desc, id desc limit 1`,
    );
    return { items, lastClosed };
  }

  /** `requiredSeverities`: those that always need a postmortem, by the settings. */
  async postmortems(now: Date, requiredSeverities: readonly string[]): Promise<HomePostmortems> {
    const rows = await select(
      this.dataSource.manager,
      PostmortemRow,
      `select i.id as "incidentId", i.title, i.severity, p.status, coalesce(u.name, p.owner) as owner,
         i.resolved_at as "resolvedAt", floor(extract(epoch from $1::timestamptz - i.resolved_at) / 86400)
           as "ageDays",
         count(*) filter (where not it.written) over () as missing,
         count(*) filter (where it.written) over () as unreviewed, it.written
       from incidents i
       left join postmortems p on p.incident_id = i.id
       left join users u on u.id = p.owner_id
       cross join lateral (select coalesce(
         p.status <> 'draft' or p.body_markdown <> '' or p.sections <> '{}' or p.url <> '', false) as written) it
       -- the same rows as the states "missing" and "written", not reviewed, of the list of postmortems
       where i.postmortem_waiting and i.deleted_at is null and i.kind = 'incident' and i.duplicate_of_id is null
         and i.resolved_at <= $1
       order by i.resolved_at, i.id limit $2`,
      [now, IDS],
    );
    const unreviewed = rows[0]?.unreviewed ?? 0;
    const missing = rows[0]?.missing ?? 0;
    const whole = unreviewed + missing <= IDS;
    const idsOf = (written: boolean) =>
      rows.filter((row) => row.written === written).map((row) => row.incidentId);
    return {
      unreviewed,
      missing,
      unreviewedIds: whole ? idsOf(true) : null,
      missingIds: whole ? idsOf(false) : null,
      requiredSeverities: [...requiredSeverities],
      items: rows.slice(0, SHOWN).map(({ unreviewed, missing, written, ...item }) => item),
    };
  }

  async followUps(today: string): Promise<Omit<HomeFollowUps, 'measured' | 'decisionsMeasured'>> {
    const db = this.dataSource.manager;
    const counts = await selectOne(
      db,
      FollowUpCounts,
      `select gaps.open as "gapsOpen", gaps.overdue as "gapsOverdue", decided.open as "decisionsOpen",
         decided.overdue as "decisionsOverdue"
       from (select count(*) as open, count(*) filter (where due_on < $1::date) as overdue from coverage_gaps
             where status in ('open', 'in_progress') and deleted_at is null) gaps,
            (select count(*) as open, count(*) filter (where due_on < $1::date) as overdue from decisions
             where status = 'open') decided`,
      [today],
    );
    const items = await select(
      db,
      HomeFollowUpsSchema.shape.items.element,
      `select * from (
         select 'coverage_gap' as kind, g.id::text, s.name as subject, s.id::text as "subjectId", g.signal as what,
           coalesce(u.name, g.owner) as owner, g.due_on as "dueOn", g.due_on - $1::date as "daysLeft"
         from coverage_gaps g join services s on s.id = g.service_id left join users u on u.id = g.owner_id
         where g.status in ('open', 'in_progress') and g.deleted_at is null
         union all
         select 'decision', d.id::text, r.name, r.id::text, d.kind, coalesce(u.name, d.owner), d.due_on,
           d.due_on - $1::date
         from decisions d join alert_rules r on r.id = d.alert_rule_id left join users u on u.id = d.owner_id
         where d.status = 'open') t
       order by "dueOn" nulls last, kind, id limit $2`,
      [today, SHOWN],
    );
    return { ...counts!, items };
  }

  /**
   * Sources that are switched on and something is sent to (an import or sample data has a source as well), with what
   * came last. Each looks at its newest delivery only, by index.
   */
  async sources(): Promise<HomeSources> {
    const items = await select(
      this.dataSource.manager,
      SourceRow,
      `select s.id, s.key, s.name, s.kind, s.is_sample as "isSample",
         (select d.received_at from deliveries d where d.source_id = s.id order by d.received_at desc limit 1)
           as "lastDeliveryAt",
         (select count(*) from deliveries d where d.source_id = s.id and d.state = 'pending') as pending,
         (select count(*) from deliveries d where d.source_id = s.id and d.state = 'quarantined') as quarantined
       from sources s
       where s.disabled_at is null
         and (s.kind = any ($1) or exists (select 1 from deliveries d where d.source_id = s.id))
       order by lower(s.name), s.id`,
      [SourceKind.options],
    );
    return { items };
  }
}
