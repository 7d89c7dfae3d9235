import type { DataSource } from 'typeorm';
import type { Queryable } from '../../database/select.js';
import { CountedDayDifferenceReadModel } from './counted-day-difference.read-model.js';
import { rebuildRollups } from './episode-rebuild.rollup.js';
import { type RollupDifference, RollupDifferenceReadModel } from './rollup-difference.read-model.js';

/** Senders of a rule wait while its rollups are counted, so few rules are taken at once. */
const RULES_AT_ONCE = 20;

export interface RollupCheck {
  rules: number;
  differences: number;
  /** rules whose rollups were counted again */
  repaired: number;
}

/** Compares the rollups with a count over all episodes, beside running senders. */
export class RollupCheckService {
  private readonly readModel = new RollupDifferenceReadModel();
  private readonly days = new CountedDayDifferenceReadModel();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Goes through all rules by id, some at a time, each under the locks that writers take: nothing changes between the
   * count and the comparison. With `repair` the rollups of rules that differ are counted again in the same transaction.
   */
  async check(options: {
    repair: boolean;
    onDifference(difference: RollupDifference): void;
    onProgress(checked: number, total: number): void;
  }): Promise<RollupCheck> {
    const result: RollupCheck = { rules: 0, differences: 0, repaired: 0 };
    const total = await this.readModel.countRules(this.dataSource.manager);
    const note = (found: readonly RollupDifference[]) => {
      for (const difference of found) options.onDifference(difference);
      result.differences += found.length;
      return [...new Set(found.map(({ alertRuleId }) => alertRuleId))];
    };
    for (let last = '0'; ; ) {
      const rules = await this.readModel.rulesAfter(this.dataSource.manager, last, RULES_AT_ONCE);
      if (rules.length === 0) break;
      const ids = rules.map(({ id }) => id);
      await this.dataSource.transaction(async (db) => {
        // a rule with millions of episodes takes its time
        await db.query(`set local statement_timeout = '30min'`);
        await db.query(
          `select id from alert_rules where id = any($1::bigint[]) order by id for no key update`,
          [ids],
        );
        const wrong = note(await this.differences(db, ids));
        if (!options.repair || wrong.length === 0) return;
        await rebuildRollups(db, wrong);
        result.repaired += wrong.length;
      });
      result.rules += ids.length;
      last = ids.at(-1)!;
      options.onProgress(result.rules, Math.max(total, result.rules));
    }
    const gone = await this.readModel.goneRules(this.dataSource.manager);
    if (gone.length === 0) return result;
    await this.dataSource.transaction(async (db) => {
      const wrong = note(await this.differences(db, gone));
      if (!options.repair || wrong.length === 0) return;
      await rebuildRollups(db, wrong);
      result.repaired += wrong.length;
    });
    return result;
  }

  private async differences(db: Queryable, ids: readonly string[]): Promise<RollupDifference[]> {
    return [...(await this.readModel.differences(db, ids)), ...(await this.days.differences(db, ids))];
  }
}
