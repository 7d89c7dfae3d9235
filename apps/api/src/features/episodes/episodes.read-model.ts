import { Injectable } from '@nestjs/common';
import { formatEpisodeId, parseEpisodeId } from '@tenken/shared/episode-id';
import type {
  EpisodeItem,
  EpisodeResponse,
  EpisodesQuery,
  EpisodesResponse,
} from '@tenken/shared/episodes.contract';
import { VerdictSchema } from '@tenken/shared/verdicts.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { toInstant } from '../../clock/resolve-range.js';
import { askAtOnce } from '../../database/ask-at-once.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { AlertRuleReadModel } from '../alert-rules/alert-rules.read-model.js';
import { SilenceReadModel } from '../silences/silence.read-model.js';
import {
  EPISODES_FROM,
  EPISODES_WHERE,
  EPISODES_WITHOUT_VERDICTS,
  type EpisodeFilterValues,
  episodeFilterParameters,
  STALE_SECONDS,
  WHERE_WITHOUT_VERDICTS,
} from './episode-filter.js';

/** Counting stops here: past it "at least so many" says enough. */
const MAX_TOTAL = 100_000;

const Cursor = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/), z.string()]);

const ItemRow = z.object({
  alertRuleId: rowId,
  fingerprint: z.string(),
  ruleName: z.string(),
  sourceId: rowId,
  sourceName: z.string(),
  serviceId: rowId.nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  startsAt: z.date(),
  endsAt: rowInstant.nullable(),
  endReason: z.enum(['resolved', 'expired', 'closed']).nullable(),
  durationSeconds: z.number().nullable(),
  acknowledgedAt: rowInstant.nullable(),
  acknowledgedBy: z.string().nullable(),
  notifiedAt: rowInstant.nullable(),
  suppressedAt: rowInstant.nullable(),
  receivedAt: rowInstant,
  skewSeconds: z.number(),
  annotations: z.record(z.string(), z.coerce.string()),
  verdict: VerdictSchema.nullable(),
  verdictFrom: z.enum(['episode', 'rule']).nullable(),
  incidents: z.array(
    z.object({
      incidentId: z.string(),
      title: z.string(),
      severity: z.string().nullable(),
      status: z.enum(['suggested', 'confirmed', 'rejected']),
    }),
  ),
});
const DetailRow = ItemRow.extend({
  labels: z.record(z.string(), z.coerce.string()),
  generatorUrl: z.string().nullable(),
  expectedEndAt: rowInstant.nullable(),
  suppressedBy: z.unknown(),
  updatedAt: rowInstant,
});

const ITEM_COLUMNS = `e.alert_rule_id as "alertRuleId", e.fingerprint, r.name as "ruleName",
  e.source_id as "sourceId", source.name as "sourceName", s.id as "serviceId", s.name as "serviceName",
  coalesce(e.severity, r.severity) as severity, e.starts_at as "startsAt", e.ends_at as "endsAt",
  e.end_reason as "endReason", e.duration_seconds as "durationSeconds", e.acknowledged_at as "acknowledgedAt",
  e.acknowledged_by as "acknowledgedBy", e.notified_at as "notifiedAt", e.suppressed_at as "suppressedAt",
  e.received_at as "receivedAt", extract(epoch from e.received_at - e.starts_at)::double precision as "skewSeconds",
  e.annotations, coalesce(own.verdict, on_rule.verdict) as verdict,
  case when own.verdict is not null then 'episode' when on_rule.verdict is not null then 'rule' end as "verdictFrom",
  (select coalesce(json_agg(json_build_object('incidentId', i.id::text, 'title', i.title, 'severity', i.severity,
      'status', l.status) order by l.id), '[]')
    from episode_incident_links l join incidents i on i.id = l.incident_id and i.deleted_at is null
    where l.alert_rule_id = e.alert_rule_id and l.fingerprint = e.fingerprint and l.starts_at = e.starts_at
  ) as incidents`;

/** Episodes as lists show them, each with the verdict that counts and the incidents it is linked to. */
@Injectable()
export class EpisodeReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly silences: SilenceReadModel,
    private readonly rules: AlertRuleReadModel,
  ) {}

  /** The episodes that pass all filters, newest first. */
  async list(query: EpisodesQuery): Promise<EpisodesResponse> {
    const db = this.dataSource.manager;
    const after = decodeCursor(Cursor, query.cursor);
    const values = toFilter(query);
    const rule = await this.withFormer(db, query.rule);
    const filter = episodeFilterParameters({
      ...values,
      rule,
      with: await this.withFormer(db, query.with),
      hiddenBy: query.hiddenBy && (await this.silences.readable(db, query.hiddenBy)),
      staleBefore: new Date(this.clock.now().getTime() - STALE_SECONDS * 1000),
    });
    const [rows, total] = await askAtOnce(db, [
      () => this.page(db, filter, after, query.limit + 1),
      () =>
        values.from !== null && values.to !== null && isOfRangeAndRules(query)
          ? this.rules.firedIn(db, rule ?? null, { from: values.from, to: values.to }, MAX_TOTAL + 1)
          : this.count(db, filter, query.verdict !== undefined),
    ]);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(toItem),
      nextCursor: last
        ? encodeCursor([last.startsAt.toISOString(), last.alertRuleId, last.fingerprint])
        : null,
      total: total > MAX_TOTAL ? null : total,
      totalAtLeast: Math.min(total, MAX_TOTAL),
    };
  }

  private page(
    db: Queryable,
    filter: readonly unknown[],
    after: z.output<typeof Cursor> | null | undefined,
    limit: number,
  ) {
    return select(
      db,
      ItemRow,
      `select ${ITEM_COLUMNS}
       ${EPISODES_FROM}
       where ${EPISODES_WHERE}
         and ($37::timestamptz is null or (e.starts_at, e.alert_rule_id, e.fingerprint) < ($37, $38::bigint, $39))
       order by e.starts_at desc, e.alert_rule_id desc, e.fingerprint desc
       limit $40`,
      [...filter, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
  }

  private async count(db: Queryable, filter: readonly unknown[], withVerdicts: boolean): Promise<number> {
    const counted = await selectOne(
      db,
      z.object({ total: rowCount }),
      `select count(*) as total from (
         select 1 ${
           withVerdicts
             ? `${EPISODES_FROM} where ${EPISODES_WHERE}`
             : `${EPISODES_WITHOUT_VERDICTS} where ${WHERE_WITHOUT_VERDICTS}`
         } limit $37
       ) found`,
      [...filter, MAX_TOTAL + 1],
    );
    return counted?.total ?? 0;
  }

  /** Episodes of a rule are also those that it had under another name. */
  private async withFormer(db: Queryable, ruleIds: string[] | undefined): Promise<string[] | undefined> {
    if (ruleIds === undefined) return undefined;
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from alert_rules where current_id = any ($1::bigint[])`,
      [ruleIds],
    );
    return [...new Set([...ruleIds, ...rows.map(({ id }) => id)])];
  }

  /** One episode with its labels. Throws `not_found`. */
  async episode(id: string): Promise<EpisodeResponse> {
    const key = parseEpisodeId(id);
    if (key === null) throw DomainError.notFound('episode', id);
    const row = await selectOne(
      this.dataSource.manager,
      DetailRow,
      `select ${ITEM_COLUMNS}, e.labels, e.generator_url as "generatorUrl", e.expected_end_at as "expectedEndAt",
         e.suppressed_by as "suppressedBy", e.updated_at as "updatedAt"
       ${EPISODES_FROM}
       where e.alert_rule_id = $1 and e.fingerprint = $2 and e.starts_at = $3`,
      [key.alertRuleId, key.fingerprint, key.startsAt],
    );
    if (row === null) throw DomainError.notFound('episode', id);
    const { labels, annotations, generatorUrl, expectedEndAt, suppressedBy, updatedAt } = row;
    return {
      ...toItem(row),
      fingerprint: row.fingerprint,
      labels,
      annotations,
      generatorUrl,
      expectedEndAt,
      suppressedBy: suppressedBy ?? null,
      updatedAt,
    };
  }
}

function toItem(row: z.output<typeof ItemRow>): EpisodeItem {
  const { fingerprint, startsAt, annotations, ...rest } = row;
  return {
    ...rest,
    id: formatEpisodeId({ alertRuleId: row.alertRuleId, fingerprint, startsAt }),
    startsAt: startsAt.toISOString(),
    summary: annotations.summary ?? annotations.message ?? annotations.description ?? null,
  };
}

/** What says nothing of an episode but when it began and of which rule it is: the rollups have counted it. */
const COUNTED = new Set(['from', 'to', 'timeZone', 'rule', 'limit', 'cursor']);

function isOfRangeAndRules(query: EpisodesQuery): boolean {
  return Object.entries(query).every(([name, value]) => value === undefined || COUNTED.has(name));
}

function toFilter(query: EpisodesQuery): Omit<EpisodeFilterValues, 'staleBefore'> {
  const keys = query.ids?.flatMap((id) => parseEpisodeId(id) ?? []);
  return {
    ...query,
    from: query.from === undefined ? null : toInstant(query.from, query.timeZone),
    to: query.to === undefined ? null : toInstant(query.to, query.timeZone),
    keys,
  };
}
