import { Injectable } from '@nestjs/common';
import type { HygieneFacet } from '@tenken/shared/alert-rules.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { askAtOnce } from '../../database/ask-at-once.js';
import { type Queryable, rowId, select } from '../../database/select.js';
import { type KeepFor, KeptAnswerService } from '../live/kept-answer.service.js';
import { AlertRuleFlappingReadModel, FEW_ALERTS } from './alert-rule-flapping.read-model.js';
import { AlertRuleHygieneReadModel } from './alert-rule-hygiene.read-model.js';
import { type FacetMatter, listFacets } from './list-facets.js';

const DAY_MS = 86_400_000;

const FacetRow = z.object({
  id: rowId,
  noOwner: z.boolean(),
  noRunbook: z.boolean(),
  noSeverity: z.boolean(),
  alwaysFiring: z.boolean(),
});

/** All that facets are made of, but the day on which a rule last fired. */
interface Matter {
  byRule: ReadonlyMap<string, Omit<FacetMatter, 'lastFiredOn'>>;
  /** alerts that came later may be missing from `flapping` */
  asOf: Date;
  /** in the last week */
  alerts: number;
}

const KEEP: KeepFor<Matter> = {
  topics: ['alert-rules', 'decisions', 'services', 'sources', 'verdicts'],
  patientTopics: ['episodes', 'alert-rules', 'sources'],
  isWorthKeeping: ({ alerts }) => alerts >= FEW_ALERTS,
};

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
    private readonly kept: KeptAnswerService,
  ) {}

  /**
   * Of all rules that are in use. What alerts and silences make of it may be up to a minute, or five, old where there are
   * many alerts: `asOf`. `of` wants the day on which a rule last fired.
   */
  async facets(db: Queryable): Promise<FacetsOfRules> {
    const now = this.clock.now();
    const { value } = await this.kept.get('rule-facets', KEEP, () => this.matter(db, now));
    const of = ({ id, lastFiredOn }: { id: string; lastFiredOn: string | null }) => {
      const matter = value.byRule.get(id);
      return matter === undefined ? [] : listFacets({ ...matter, lastFiredOn }, now);
    };
    return { of, asOf: value.asOf };
  }

  private async matter(db: Queryable, now: Date): Promise<Matter> {
    const inUse = await select(
      db,
      z.object({ id: rowId }),
      'select id from alert_rules where archived_at is null',
    );
    const ids = inUse.map(({ id }) => id);
    const [rows, defects, flapping] = await askAtOnce(db, [
      () => this.own(db, ids, now),
      () => this.hygiene.defects(db, ids, now),
      () => this.flapping.flapping(db, null),
    ]);
    const byRule = new Map(
      rows.map(({ id, ...own }) => [
        id,
        { ...own, flapping: flapping.ids.has(id), defects: defects.get(id) },
      ]),
    );
    return { byRule, asOf: flapping.asOf, alerts: flapping.alerts };
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
