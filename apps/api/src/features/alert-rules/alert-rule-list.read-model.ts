import { Injectable } from '@nestjs/common';
import {
  type AlertRuleItem,
  type AlertRulesQuery,
  type AlertRulesResponse,
  HYGIENE_FACETS,
} from '@tenken/shared/alert-rules.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { askAtOnce } from '../../database/ask-at-once.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { AlertRuleFlappingReadModel } from './alert-rule-flapping.read-model.js';
import { AlertRuleHygieneReadModel } from './alert-rule-hygiene.read-model.js';
import { containsWords } from './fold-text.js';
import { guessSignal } from './guess-signal.js';
import { latestDay } from './latest-day.js';
import { listFacets } from './list-facets.js';

const DAY_MS = 86_400_000;

const Offset = z.number().int().min(0);

const RuleRow = z.object({
  id: rowId,
  name: z.string(),
  groupName: z.string().nullable(),
  sourceId: rowId,
  sourceName: z.string(),
  serviceId: rowId.nullable(),
  serviceName: z.string().nullable(),
  serviceRunbookUrl: z.string().nullable(),
  severity: z.string().nullable(),
  summary: z.string().nullable(),
  owner: z.string().nullable(),
  runbookUrl: z.string().nullable(),
  signal: z.string().nullable(),
  signalOrigin: z.enum(['guessed', 'human']).nullable(),
  expression: z.string().nullable(),
  labels: z.record(z.string(), z.coerce.string()),
  firstSeenAt: rowInstant,
  definitionChangedAt: rowInstant.nullable(),
  archivedAt: rowInstant.nullable(),
  lastFiredOn: z.string().nullable(),
  alwaysFiring: z.boolean(),
});

export interface ListFilter {
  ruleIds?: readonly string[] | undefined;
  services?: readonly string[] | undefined;
  teams?: readonly string[] | undefined;
  sources?: readonly string[] | undefined;
  archived?: boolean | undefined;
  /** `facets` stay incomplete and `lastFiredOn` null: nobody reads episodes and rollups for them */
  withoutDefects?: boolean | undefined;
}

const collator = new Intl.Collator('ja', { numeric: true });

/** Rules with their defects, and with the signal that they watch. */
@Injectable()
export class AlertRuleListReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly hygiene: AlertRuleHygieneReadModel,
    private readonly flapping: AlertRuleFlappingReadModel,
  ) {}

  /** One page by name, with the count of every defect among the rules that pass the other filters. */
  async list(query: AlertRulesQuery): Promise<AlertRulesResponse> {
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const { rules, asOf } = await this.read(this.dataSource.manager, {
      services: query.service,
      teams: query.team,
      sources: query.source,
      archived: query.archived,
    });
    const found = rules.filter((rule) =>
      containsWords([rule.name, rule.groupName, rule.serviceName, rule.owner], query.q),
    );
    const wanted = found
      .filter((rule) => (query.facet ?? []).every((facet) => rule.facets.includes(facet)))
      .sort((a, b) => collator.compare(a.name, b.name) || Number(a.id) - Number(b.id));
    return {
      items: wanted.slice(offset, offset + query.limit),
      nextCursor: offset + query.limit < wanted.length ? encodeCursor(offset + query.limit) : null,
      total: wanted.length,
      facetsAsOf: asOf.toISOString(),
      facets: HYGIENE_FACETS.map((facet) => ({
        facet,
        count: found.filter((rule) => rule.facets.includes(facet)).length,
      })),
    };
  }

  /** Rules in no order. `archived` undefined or false: only those in use; rules asked for by id are given anyway. */
  async rules(db: Queryable, filter: ListFilter): Promise<AlertRuleItem[]> {
    return (await this.read(db, filter)).rules;
  }

  /** `asOf`: alerts that came later may be missing from `flapping`. */
  private async read(db: Queryable, filter: ListFilter): Promise<{ rules: AlertRuleItem[]; asOf: Date }> {
    const now = this.clock.now();
    const rows = await select(
      db,
      RuleRow,
      `with stale as (
         select distinct alert_rule_id from episodes where not $7::boolean and ends_at is null and starts_at <= $6
       )
       select r.id, r.name, r.group_name as "groupName", r.source_id as "sourceId", source.name as "sourceName",
         r.service_id as "serviceId", s.name as "serviceName", s.runbook_url as "serviceRunbookUrl", r.severity,
         r.summary, r.owner, r.runbook_url as "runbookUrl", r.signal, r.signal_origin as "signalOrigin",
         version.expression, coalesce(version.labels, '{}') as labels, r.first_seen_at as "firstSeenAt",
         r.definition_changed_at as "definitionChangedAt", r.archived_at as "archivedAt",
         latest.day::text as "lastFiredOn", stale.alert_rule_id is not null as "alwaysFiring"
       from alert_rules r
       join sources source on source.id = r.source_id
       left join services s on s.id = r.service_id
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       left join stale on stale.alert_rule_id = r.id
       left join lateral (
         select v.expression, v.labels from alert_rule_versions v
         where v.alert_rule_id = r.id order by v.version desc limit 1
       ) version on true
       ${latestDay('$7')}
       where ($1::bigint[] is null or r.id = any ($1))
         and ($1::bigint[] is not null or (r.archived_at is not null) = $5)
         and ($2::text[] is null or s.id::text = any ($2) or s.key = any ($2) or s.name = any ($2))
         and ($3::text[] is null or t.id::text = any ($3) or t.key = any ($3) or t.name = any ($3))
         and ($4::text[] is null or source.id::text = any ($4) or source.key = any ($4) or source.kind = any ($4))`,
      [
        filter.ruleIds ?? null,
        filter.services ?? null,
        filter.teams ?? null,
        filter.sources ?? null,
        filter.archived ?? false,
        new Date(now.getTime() - DAY_MS),
        filter.withoutDefects ?? false,
      ],
    );
    if (filter.withoutDefects)
      return { rules: rows.map((row) => toItem(row, now, undefined, false)), asOf: now };
    const ids = rows.map((row) => row.id);
    const [defects, flapping] = await askAtOnce(db, [
      () => this.hygiene.defects(db, ids, now),
      () => this.flapping.flapping(db, filter.ruleIds ? ids : null),
    ]);
    return {
      rules: rows.map((row) => toItem(row, now, defects.get(row.id), flapping.ids.has(row.id))),
      asOf: flapping.asOf,
    };
  }
}

function toItem(
  row: z.output<typeof RuleRow>,
  now: Date,
  defects: ReadonlySet<string> | undefined,
  flapping: boolean,
): AlertRuleItem {
  const { expression, labels, summary, serviceRunbookUrl, alwaysFiring, ...rest } = row;
  const guess = row.signal ? null : guessSignal({ ...row, expression, labels, summary });
  const matter = {
    lastFiredOn: row.lastFiredOn,
    alwaysFiring,
    flapping,
    noOwner: !row.owner,
    noRunbook: !row.runbookUrl && !serviceRunbookUrl,
    noSeverity: !row.severity,
    defects,
  };
  return {
    ...rest,
    signal: row.signal ?? guess,
    signalOrigin: row.signal ? (row.signalOrigin ?? 'human') : guess && 'guessed',
    facets: listFacets(matter, now),
  };
}
