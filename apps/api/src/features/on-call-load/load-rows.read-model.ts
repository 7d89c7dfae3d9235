import { Injectable } from '@nestjs/common';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import type {
  Flood,
  FloodsQuery,
  FloodsResponse,
  LoadEpisodesQuery,
  LoadEpisodesResponse,
} from '@tenken/shared/on-call-load.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { bandSql } from '../../clock/team-clock.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { PRIORITY_WORDS } from './alert-priority.js';
import { loudestRules } from './describe-scorecard.js';
import { type FloodSpan, findFloods, WINDOW_SECONDS } from './find-floods.js';
import { LoadCountsReadModel } from './load-counts.read-model.js';
import { CHATTERING, LONG, STALE_DAYS } from './load-sql.js';
import { type LoadSpan, type Rotation, RotationReadModel, type Span } from './rotations.read-model.js';

const Cursor = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/), z.string()]);
const Offset = z.number().int().min(0);

const EpisodeRow = z.object({
  alertRuleId: rowId,
  fingerprint: z.string(),
  ruleName: z.string(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  startsAt: z.date(),
  endsAt: rowInstant.nullable(),
  durationSeconds: z.number().nullable(),
  notifiedAt: rowInstant.nullable(),
  acknowledgedAt: rowInstant.nullable(),
});
const FloodRow = z.object({
  index: rowCount,
  alertRuleId: rowId,
  fingerprint: z.string(),
  ruleName: z.string(),
  startsAt: z.date(),
  rules: z.array(z.object({ id: z.string(), name: z.string(), episodes: z.number() })),
  rulesTotal: rowCount,
});

const CLOCK = {
  calendar: '$5',
  workingDays: '$6::int[]',
  workingFrom: '$7::time',
  workingTo: '$8::time',
  sleepFrom: '$9::time',
  sleepTo: '$10::time',
};
const IN_RANGE = `e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3`;

/** Keys of the alerts behind each figure; every parameter is used, so that there is one list of them. */
const ROWS = `with ${CHATTERING}, stale as (
    select e.alert_rule_id, e.fingerprint, e.starts_at, ${STALE_DAYS} from episodes e where $11 = 'stale' and ${LONG}
  ), wanted as (
    select e.alert_rule_id, e.fingerprint, e.starts_at
    from episodes e
    join alert_rules r on r.id = e.alert_rule_id
    where $11 not in ('stale', 'chattering', 'flood') and ${IN_RANGE}
      and ($12::bigint[] is null or r.current_id = any ($12))
      and ($11 <> 'fleeting' or (e.ends_at is not null and e.duration_seconds <= 300))
      and ($15::text[] is null or lower(coalesce(e.severity, r.severity)) = any ($15))
      and ($11 <> 'other_priority' or coalesce(lower(coalesce(e.severity, r.severity)) <> all ($16::text[]), true))
      and ($11 not in ('pages', 'working', 'off', 'sleep') or e.notified_at is not null)
      and ($11 not in ('working', 'off', 'sleep') or $11 = ${bandSql('(e.starts_at at time zone $4)', CLOCK)})
    union all
    select e.alert_rule_id, e.fingerprint, e.starts_at
    from unnest($13::timestamptz[], $14::timestamptz[]) as flood (begins, ends)
    join episodes e on e.starts_at >= flood.begins and e.starts_at < flood.ends and ${IN_RANGE}
    where $11 = 'flood'
    union all
    select alert_rule_id, fingerprint, starts_at from chattering where $11 = 'chattering'
    union all
    select alert_rule_id, fingerprint, starts_at from stale
    where $17::date is null or $17 between first_day and last_day
  )`;

/** The alerts behind the figures of a rotation's load, and its floods. */
@Injectable()
export class LoadRowsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rotations: RotationReadModel,
    private readonly counts: LoadCountsReadModel,
  ) {}

  /** Newest first. Throws `not_found` for a rotation that does not exist. */
  async episodes(query: LoadEpisodesQuery): Promise<LoadEpisodesResponse> {
    const after = decodeCursor(Cursor, query.cursor);
    const rotation = await this.rotations.rotation(query.rotation, query.timeZone);
    const { observed } = await this.rotations.observe(query);
    if (observed === null) return { items: [], nextCursor: null, total: 0 };
    const parameters = await this.parameters(query, { rotation, ...observed });
    const rows = await select(
      this.dataSource.manager,
      EpisodeRow,
      `${ROWS}
       select e.alert_rule_id as "alertRuleId", e.fingerprint, r.name as "ruleName", s.name as "serviceName",
         coalesce(e.severity, r.severity) as severity, e.starts_at as "startsAt", e.ends_at as "endsAt",
         e.duration_seconds as "durationSeconds", e.notified_at as "notifiedAt",
         e.acknowledged_at as "acknowledgedAt"
       from (
         select * from wanted
         where $18::timestamptz is null or (starts_at, alert_rule_id, fingerprint) < ($18, $19::bigint, $20)
         order by starts_at desc, alert_rule_id desc, fingerprint desc
         limit $21
       ) w
       join episodes e on e.alert_rule_id = w.alert_rule_id and e.fingerprint = w.fingerprint
         and e.starts_at = w.starts_at
       join alert_rules r on r.id = e.alert_rule_id
       left join services s on s.id = coalesce(e.service_id, r.service_id)
       order by e.starts_at desc, e.alert_rule_id desc, e.fingerprint desc`,
      [...parameters, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, query.limit + 1],
    );
    const counted = await selectOne(
      this.dataSource.manager,
      z.object({ total: rowCount }),
      `${ROWS} select count(*) as total from wanted`,
      parameters,
    );
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ fingerprint, ...row }) => ({
        ...row,
        id: formatEpisodeId({ alertRuleId: row.alertRuleId, fingerprint, startsAt: row.startsAt }),
        startsAt: row.startsAt.toISOString(),
      })),
      nextCursor: last
        ? encodeCursor([last.startsAt.toISOString(), last.alertRuleId, last.fingerprint])
        : null,
      total: counted?.total ?? 0,
    };
  }

  /** Newest first. Throws `not_found` for a rotation that does not exist. */
  async floods(query: FloodsQuery): Promise<FloodsResponse> {
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const rotation = await this.rotations.rotation(query.rotation, query.timeZone);
    const { observed } = await this.rotations.observe(query);
    if (observed === null) return { items: [], nextCursor: null, total: 0 };
    const floods = (await this.findFloods({ rotation, ...observed })).reverse();
    const page = floods.slice(offset, offset + query.limit);
    return {
      items: await this.describeFloods(rotation, observed, page),
      nextCursor: offset + page.length < floods.length ? encodeCursor(offset + page.length) : null,
      total: floods.length,
    };
  }

  private async findFloods(span: LoadSpan): Promise<FloodSpan[]> {
    const end = Math.ceil(span.to.getTime() / 1000 / WINDOW_SECONDS);
    return findFloods((await this.counts.count(span)).windows, end);
  }

  private async describeFloods(
    rotation: Rotation,
    span: Span,
    floods: readonly FloodSpan[],
  ): Promise<Flood[]> {
    const rows = await select(
      this.dataSource.manager,
      FloodRow,
      `select f.index, first.alert_rule_id as "alertRuleId", first.fingerprint, r.name as "ruleName",
         first.starts_at as "startsAt", loudest.rules, loudest.total as "rulesTotal"
       from unnest($4::timestamptz[], $5::timestamptz[]) with ordinality as f (begins, ends, index)
       cross join lateral (
         select e.alert_rule_id, e.fingerprint, e.starts_at
         from episodes e
         where ${IN_RANGE} and e.starts_at >= f.begins and e.starts_at < f.ends
         order by e.starts_at, e.alert_rule_id, e.fingerprint
         limit 1
       ) first
       join alert_rules r on r.id = first.alert_rule_id
       cross join lateral (
         select count(*) as total,
           json_agg(json_build_object('id', id::text, 'name', name, 'episodes', n) order by n desc, id)
             filter (where place <= 5) as rules
         from (
           select current.id, current.name, count(*)::int as n,
             row_number() over (order by count(*) desc, current.id) as place
           from episodes e
           join alert_rules own on own.id = e.alert_rule_id
           join alert_rules current on current.id = own.current_id
           where ${IN_RANGE} and e.starts_at >= f.begins and e.starts_at < f.ends
           group by current.id
         ) by_rule
       ) loudest
       order by f.index`,
      [rotation.ruleIds, span.from, span.to, ...bounds(floods)],
    );
    return rows.map(({ index, alertRuleId, fingerprint, ruleName, startsAt, rules, rulesTotal }) => {
      const flood = floods[index - 1] as FloodSpan;
      return {
        from: windowStart(flood.fromIndex).toISOString(),
        to: windowStart(flood.toIndex).toISOString(),
        isCut: flood.isCut,
        episodes: flood.episodes,
        pages: flood.pages,
        peak: flood.peak,
        firstOut: {
          episodeId: formatEpisodeId({ alertRuleId, fingerprint, startsAt }),
          alertRuleId,
          ruleName,
          startsAt: startsAt.toISOString(),
        },
        rules,
        rulesTotal,
      };
    });
  }

  private async parameters(query: LoadEpisodesQuery, span: LoadSpan): Promise<unknown[]> {
    const { rows } = query;
    const { clock } = span.rotation;
    const floods = rows === 'flood' ? await this.findFloods(span) : [];
    const topTen =
      rows === 'top_ten'
        ? loudestRules(await this.counts.byRule((await this.counts.count(span)).rules)).map(({ id }) => id)
        : null;
    const words = rows === 'low' || rows === 'medium' || rows === 'high' ? PRIORITY_WORDS[rows] : null;
    return [
      span.rotation.ruleIds,
      span.from,
      span.to,
      clock.timeZone,
      clock.calendar,
      clock.workingDays,
      clock.workingFrom,
      clock.workingTo,
      clock.sleepFrom,
      clock.sleepTo,
      rows,
      query.rule === undefined ? topTen : [query.rule],
      ...bounds(floods),
      words,
      Object.values(PRIORITY_WORDS).flat(),
      query.day ?? null,
    ];
  }
}

function windowStart(index: number): Date {
  return new Date(index * WINDOW_SECONDS * 1000);
}

function bounds(floods: readonly FloodSpan[]): [Date[], Date[]] {
  return [
    floods.map((flood) => windowStart(flood.fromIndex)),
    floods.map((flood) => windowStart(flood.toIndex)),
  ];
}
