import { Injectable } from '@nestjs/common';
import type {
  RuleChange,
  RuleChangeEffectResponse,
  RuleChangesQuery,
  RuleChangesResponse,
} from '@tenken/shared/decision-effect.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowId, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { EffectEvidenceReadModel } from './effect-evidence.read-model.js';
import { EffectReadModel, type MeasuredEffect } from './effects.read-model.js';
import { judgeOutcome } from './judge-decision-effect.js';

const Offset = z.number().int().min(0);
const ChangeRow = z.object({
  alertRuleId: rowId,
  ruleName: z.string(),
  serviceId: rowId.nullable(),
  serviceName: z.string().nullable(),
  version: z.number(),
  changedAt: z.date(),
});
type ChangeRow = z.output<typeof ChangeRow>;

interface ChangeFilter {
  from: Date | null;
  to: Date | null;
  service: readonly string[] | null;
  team: readonly string[] | null;
  alertRuleId: string | null;
  version: number | null;
}

/** New definitions that the catalogue saw and that no decision accounts for, with the same effect as a decision has. */
@Injectable()
export class RuleChangeReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly effects: EffectReadModel,
    private readonly evidence: EffectEvidenceReadModel,
  ) {}

  /** GET /api/v1/rule-changes: newest first. */
  async list(query: RuleChangesQuery): Promise<RuleChangesResponse> {
    const range = resolveRange(query, this.clock.now());
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const { outcome: wanted, limit } = query;
    let rows = await this.find({
      from: range.from,
      to: range.to,
      service: query.service ?? null,
      team: query.team ?? null,
      alertRuleId: null,
      version: null,
    });
    if (wanted !== undefined) {
      const judged = await this.measure(rows, true);
      rows = rows.filter((row, n) => wanted.includes(toChange(row, judged[n] ?? null).outcome));
    }
    const page = rows.slice(offset, offset + limit);
    const measured = await this.measure(page, false);
    return {
      items: page.map((row, n) => toChange(row, measured[n] ?? null)),
      nextCursor: rows.length > offset + limit ? encodeCursor(offset + limit) : null,
    };
  }

  /** GET /api/v1/rule-changes/<rule>/<version>/effect; also of a change that a decision accounts for. */
  async effect(alertRuleId: string, version: number, timeZone: string): Promise<RuleChangeEffectResponse> {
    const [row] = await this.find({
      from: null,
      to: null,
      service: null,
      team: null,
      alertRuleId,
      version,
    });
    if (row === undefined) throw DomainError.notFound('rule_change', `${alertRuleId}/${version}`);
    const [measured = null] = await this.measure([row], false);
    const evidence = await this.evidence.evidence(this.dataSource, alertRuleId, measured, {
      timeZone,
      decisionId: null,
    });
    return { ...evidence, change: toChange(row, measured) };
  }

  private measure(rows: readonly ChangeRow[], onlyLosses: boolean) {
    return this.effects.measure(
      this.dataSource,
      rows.map(({ alertRuleId, changedAt }) => ({
        alertRuleId,
        effectiveAt: changedAt,
        effectiveBy: 'definition' as const,
      })),
      { onlyLosses },
    );
  }

  /** A decision accounts for the first change after it, or for one within a day of the date that it was given. */
  private find(filter: ChangeFilter): Promise<ChangeRow[]> {
    return select(
      this.dataSource.manager,
      ChangeRow,
      `select v.alert_rule_id as "alertRuleId", r.name as "ruleName", r.service_id as "serviceId",
         s.name as "serviceName", v.version, v.seen_at as "changedAt"
       from alert_rule_versions v
       join alert_rules r on r.id = v.alert_rule_id
       left join services s on s.id = r.service_id
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       where v.version > 1
         and ($1::timestamptz is null or v.seen_at >= $1) and ($2::timestamptz is null or v.seen_at < $2)
         and ($3::text[] is null or s.id::text = any ($3) or s.key = any ($3) or s.name = any ($3))
         and ($4::text[] is null or t.id::text = any ($4) or t.key = any ($4) or t.name = any ($4))
         and ($5::bigint is null or v.alert_rule_id = $5)
         and ($6::integer is null or v.version = $6)
         and ($6::integer is not null or not exists (
           select from decisions d
           where d.alert_rule_id = v.alert_rule_id and d.kind <> 'keep' and d.status <> 'cancelled'
             and case when d.effective_at is not null
               then v.seen_at >= d.effective_at - interval '24 hours' and v.seen_at < d.effective_at + interval '24 hours'
               else v.seen_at = (select min(w.seen_at) from alert_rule_versions w
                 where w.alert_rule_id = v.alert_rule_id and w.version > 1 and w.seen_at > d.created_at) end))
       order by v.seen_at desc, v.id desc`,
      [filter.from, filter.to, filter.service, filter.team, filter.alertRuleId, filter.version],
    );
  }
}

function toChange(row: ChangeRow, measured: MeasuredEffect | null): RuleChange {
  const effect = measured?.effect ?? null;
  return {
    ...row,
    changedAt: row.changedAt.toISOString(),
    effect,
    outcome: judgeOutcome({ isMeasured: true, effectiveAt: row.changedAt, effect }),
  };
}
