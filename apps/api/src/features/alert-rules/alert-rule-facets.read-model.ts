import { Injectable } from '@nestjs/common';
import type { HygieneFacet } from '@tenken/shared/alert-rules.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { askAtOnce } from '../../database/ask-at-once.js';
import { type Queryable, rowId, select } from '../../database/select.js';
import { AlertRuleFlappingReadModel } from './alert-rule-flapping.read-model.js';
import { AlertRuleHygieneReadModel } from './alert-rule-hygiene.read-model.js';
import { listFacets } from './list-facets.js';

const DAY_MS = 86_400_000;

const FacetRow = z.object({
  id: rowId,
  noOwner: z.boolean(),
  noRunbook: z.boolean(),
  noSeverity: z.boolean(),
  alwaysFiring: z.boolean(),
});

export interface FacetsOfRules {
  of(rule: { id: string; lastFiredOn: string | null }): HygieneFacet[];
  asOf: Date;
}

/** The defects of many rules and nothing else of them, for lists that count and filter by them. */
@Injectable()
export class AlertRuleFacetsReadModel {
  constructor(
    private readonly clock: Clock,
    private readonly hygiene: AlertRuleHygieneReadModel,
    private readonly flapping: AlertRuleFlappingReadModel,
  ) {}

  /** `asOf`: alerts that came later may be missing from `flapping`. `of` wants the day on which a rule last fired. */
  async facets(db: Queryable, ids: readonly string[]): Promise<FacetsOfRules> {
    const now = this.clock.now();
    const [rows, defects, flapping] = await askAtOnce(db, [
      () => this.own(db, ids, now),
      () => this.hygiene.defects(db, ids, now),
      () => this.flapping.flapping(db, null),
    ]);
    const own = new Map(rows.map((row) => [row.id, row]));
    const of = ({ id, lastFiredOn }: { id: string; lastFiredOn: string | null }) => {
      const row = own.get(id);
      if (row === undefined) return [];
      const matter = { ...row, lastFiredOn, flapping: flapping.ids.has(id), defects: defects.get(id) };
      return listFacets(matter, now);
    };
    return { of, asOf: flapping.asOf };
  }

  private own(db: Queryable, ids: readonly string[], now: Date) {
    return select(
      db,
      FacetRow,
      `with stale as (
         select distinct alert_rule_id from episodes where ends_at is null and starts_at <= $2
       )
       select r.id, coalesce(r.owner, '') = '' as "noOwner", coalesce(r.severity, '') = '' as "noSeverity",
         coalesce(r.runbook_url, '') = '' and coalesce(s.runbook_url, '') = '' as "noRunbook",
         stale.alert_rule_id is not null as "alwaysFiring"
       from alert_rules r
       left join services s on s.id = r.service_id
       left join stale on stale.alert_rule_id = r.id
       where r.id = any ($1::bigint[])`,
      [ids, new Date(now.getTime() - DAY_MS)],
    );
  }
}
