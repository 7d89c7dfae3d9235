import { Injectable } from '@nestjs/common';
import type { AlertRuleFigures, Interruptions } from '@tenken/shared/alert-rules.contract';
import type { VerdictCounts } from '@tenken/shared/verdicts.contract';
import { DataSource } from 'typeorm';
import { defaultClock, type TeamClock } from '../../clock/team-clock.js';
import { askAtOnce } from '../../database/ask-at-once.js';
import type { Queryable } from '../../database/select.js';
import { DetectionReadModel } from '../detection/detection.read-model.js';
import { type AlertRuleCounts, AlertRuleCountsReadModel } from './alert-rule-counts.read-model.js';
import { AlertRuleDirectoryReadModel, type DirectoryRow } from './alert-rule-directory.read-model.js';
import {
  AlertRuleMediansReadModel,
  EXACT_EPISODES,
  type Median,
  withFormer,
} from './alert-rule-medians.read-model.js';
import { AlertRuleTotalReadModel } from './alert-rule-total.read-model.js';
import { AlertRuleVerdictsReadModel } from './alert-rule-verdicts.read-model.js';
import { blindSpotsOf } from './blind-spots.js';
import { judgeVerdicts, NO_VERDICTS, shareOf } from './judge-verdicts.js';
import { listLocalDays } from './list-local-days.js';
import { splitWindow } from './split-window.js';

/** What a rule did in a range, and which rule it is. */
export type RuleWithFigures = DirectoryRow & AlertRuleFigures;
export type RuleCounts = Omit<AlertRuleCounts, 'id'>;

export type RuleLoad = RuleCounts & { id: string; serviceId: string | null; nightPages: number };

export interface EvidenceQuery {
  ruleIds?: readonly string[];
  serviceIds?: readonly string[];
  from: Date;
  to: Date;
  /** in whose days `firedByDay` is counted, and the clock of rules without a team; UTC unless said */
  timeZone?: string;
  limit: number;
}

export interface FiguresRange {
  from: Date;
  to: Date;
  timeZone: string;
  counts?: ReadonlyMap<string, RuleCounts>;
  only?: FiguresPart | undefined;
}

/** Figures that are read together. */
export type FiguresPart = 'medians' | 'verdicts' | 'incidents' | 'interruptions';

const NO_COUNTS: RuleCounts = {
  fired: 0,
  pages: 0,
  ended: 0,
  acknowledged: 0,
  selfResolved: 0,
  fleeting: 0,
};

/** The figures of alert rules (METRICS.md section 6), for every screen and meeting that shows them. */
@Injectable()
export class AlertRuleReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: AlertRuleDirectoryReadModel,
    private readonly countsModel: AlertRuleCountsReadModel,
    private readonly totalModel: AlertRuleTotalReadModel,
    private readonly mediansModel: AlertRuleMediansReadModel,
    private readonly verdictsModel: AlertRuleVerdictsReadModel,
    private readonly detection: DetectionReadModel,
  ) {}

  /** What sources of a kind cannot tell. */
  blindSpots(sourceKind: string): ReturnType<typeof blindSpotsOf> {
    return blindSpotsOf(sourceKind);
  }

  /**
   * The loudest rules of [from, to), the loudest first; rules that did not fire come last, by name. Without `ruleIds`
   * and `serviceIds` all rules. `precision.value` and its bounds are null without a base; `reviewed` is a count.
   */
  async evidence(db: Queryable | undefined, query: EvidenceQuery) {
    const queryable = db ?? this.dataSource.manager;
    const rules = await this.directory.rules(queryable, {
      ruleIds: query.ruleIds,
      services: query.serviceIds,
    });
    const counts = await this.counts(queryable, rules, query.from, query.to);
    const loudest = [...rules]
      .sort(
        (a, b) =>
          (counts.get(b.id)?.fired ?? 0) - (counts.get(a.id)?.fired ?? 0) ||
          a.name.localeCompare(b.name, 'ja'),
      )
      .slice(0, query.limit);
    const rows = await this.figures(queryable, loudest, {
      from: query.from,
      to: query.to,
      timeZone: query.timeZone ?? 'UTC',
      counts,
    });
    return rows.map((row) => ({
      ...row,
      precision: {
        value: row.precision?.value ?? null,
        lower: row.precision?.lower ?? null,
        upper: row.precision?.upper ?? null,
        n: row.precision?.n ?? 0,
        reviewed: row.reviewed,
      },
    }));
  }

  /** What each rule that is in use fired and whom it woke in [from, to): no more than a list of services needs. */
  async loads(db: Queryable, range: { from: Date; to: Date; timeZone: string }): Promise<RuleLoad[]> {
    const rules = await this.directory.rules(db, { withoutLastFired: true });
    const former = await this.directory.formerNames(
      db,
      rules.map((rule) => rule.id),
    );
    const [counts, interruptions] = await askAtOnce(db, [
      () => this.counts(db, rules, range.from, range.to),
      () => this.interruptions(db, rules, null, range, former),
    ]);
    return rules.map(({ id, serviceId }) => ({
      id,
      serviceId,
      ...(counts.get(id) ?? NO_COUNTS),
      nightPages: interruptions.get(id)?.sleep ?? 0,
    }));
  }

  /**
   * Episodes of [from, to) of the rules under exactly these ids, null for all rules there are; adds up the rollups. Of
   * more than `enough` it may say fewer, but never fewer than that.
   */
  firedIn(
    db: Queryable,
    ruleIds: readonly string[] | null,
    range: { from: Date; to: Date },
    enough: number,
  ): Promise<number> {
    return this.totalModel.total(db, ruleIds, splitWindow(range.from, range.to), enough);
  }

  /** Counts per rule in [from, to); rules that did not fire are not in it. */
  async counts(
    db: Queryable,
    rules: readonly DirectoryRow[],
    from: Date,
    to: Date,
  ): Promise<Map<string, RuleCounts>> {
    const ids = rules.map((rule) => rule.id);
    const former = await this.directory.formerNames(db, ids);
    const rows = await this.countsModel.counts(db, withFormer(ids, former), splitWindow(from, to));
    return sumByRule(rows.map(({ id, ...counts }) => [former.get(id) ?? id, counts]));
  }

  /**
   * Everything that is told of rules in a range. `counts` are taken as they are when they are known already. With `only`
   * nothing but the counts and that part is read, for ranking more rules than are shown: the rest is not to be used.
   */
  async figures(
    db: Queryable,
    rules: readonly DirectoryRow[],
    range: FiguresRange,
  ): Promise<RuleWithFigures[]> {
    const { from, to, timeZone } = range;
    const ids = rules.map((rule) => rule.id);
    const counts = range.counts ?? (await this.counts(db, rules, from, to));
    const ended = new Map(ids.map((id) => [id, counts.get(id)?.ended ?? 0]));
    const former = await this.directory.formerNames(db, ids);
    const reads = (part: FiguresPart) => range.only === undefined || range.only === part;
    const members = withFormer(ids, former);
    const isWhole = range.only === undefined;
    const [medians, verdictRows, caughtRows, interruptions, last, firedByDay] = await askAtOnce(db, [
      async () =>
        reads('medians')
          ? await this.mediansModel.medians(db, ended, from, to, EXACT_EPISODES, former)
          : new Map<string, Median>(),
      async () =>
        reads('verdicts')
          ? await this.verdictsModel.counts(db, members, from, to)
          : new Map<string, VerdictCounts>(),
      async () =>
        reads('incidents')
          ? await this.detection.incidentsCaught(db, members, from, to)
          : new Map<string, { confirmed: number; proposed: number }>(),
      async () =>
        reads('interruptions')
          ? await this.interruptions(db, rules, counts, range, former)
          : new Map<string, Interruptions>(),
      async () => (isWhole ? await this.verdictsModel.last(db, ids, former) : null),
      async () => (isWhole ? await this.firedByDay(db, ids, from, to, timeZone) : null),
    ]);
    const sum = <Counts extends object>(rows: Iterable<readonly [string, Counts]>) =>
      sumByRule([...rows].map(([id, count]) => [former.get(id) ?? id, count]));
    const verdicts = sum(verdictRows);
    const caught = sum(caughtRows);
    return rules.map((rule) => {
      const count = counts.get(rule.id) ?? NO_COUNTS;
      const verdictCounts = verdicts.get(rule.id) ?? NO_VERDICTS;
      const judged = judgeVerdicts(verdictCounts);
      const pages = interruptions.get(rule.id) ?? { working: 0, off: 0, sleep: 0 };
      const median = medians.get(rule.id);
      return {
        ...rule,
        ...count,
        selfResolvedShare: shareOf(count.selfResolved, count.ended),
        fleetingShare: shareOf(count.fleeting, count.ended),
        medianSeconds: median?.medianSeconds ?? null,
        medianFrom: median?.medianFrom ?? null,
        interruptions: pages,
        nightPages: pages.sleep,
        firedByDay: firedByDay?.get(rule.id) ?? [],
        verdicts: verdictCounts,
        ...judged,
        reviewedShare: shareOf(judged.reviewed, count.fired),
        lastVerdict: last?.get(rule.id) ?? null,
        incidentsCaught: caught.get(rule.id)?.confirmed ?? 0,
        incidentsCaughtProposed: caught.get(rule.id)?.proposed ?? 0,
      };
    });
  }

  /** Episodes per rule and local day of the range, in order. */
  async firedByDay(
    db: Queryable,
    ids: readonly string[],
    from: Date,
    to: Date,
    timeZone: string,
  ): Promise<Map<string, number[]>> {
    const days = new Map(listLocalDays(from, to, timeZone).map((day, index) => [day, index]));
    const byRule = new Map(ids.map((id) => [id, new Array<number>(days.size).fill(0)]));
    const former = await this.directory.formerNames(db, ids);
    const members = withFormer(ids, former);
    for (const { id, day, fired } of await this.countsModel.firedOn(db, members, from, to, timeZone)) {
      const index = days.get(day);
      const row = byRule.get(former.get(id) ?? id);
      if (index !== undefined && row !== undefined) row[index] = row[index]! + fired;
    }
    return byRule;
  }

  /**
   * Teams with the same clock are counted together; rules without a team by the clock of the query. With `counts` nobody
   * looks at rules that did not page.
   */
  private async interruptions(
    db: Queryable,
    rules: readonly DirectoryRow[],
    counts: ReadonlyMap<string, RuleCounts> | null,
    range: { from: Date; to: Date; timeZone: string },
    former: ReadonlyMap<string, string>,
  ): Promise<Map<string, Interruptions>> {
    const clocks = await this.directory.teamClocks(db);
    const groups = new Map<string, { clock: TeamClock; ids: string[] }>();
    for (const rule of rules) {
      if (counts !== null && (counts.get(rule.id)?.pages ?? 0) === 0) continue;
      const clock =
        (rule.teamId === null ? undefined : clocks.get(rule.teamId)) ?? defaultClock(range.timeZone);
      const key = JSON.stringify(clock);
      const group = groups.get(key) ?? { clock, ids: [] };
      group.ids.push(rule.id);
      groups.set(key, group);
    }
    const rows = await this.countsModel.interruptions(
      db,
      [...groups.values()].map(({ clock, ids }) => ({ clock, ids: withFormer(ids, former) })),
      range.from,
      range.to,
    );
    return sumByRule([...rows].map(([id, pages]) => [former.get(id) ?? id, pages]));
  }
}

/** Adds up what is counted for one rule under several of its names. */
function sumByRule<Counts extends object>(rows: readonly (readonly [string, Counts])[]): Map<string, Counts> {
  const byRule = new Map<string, Counts>();
  for (const [id, counts] of rows) {
    const before = byRule.get(id) as Record<string, number> | undefined;
    if (before === undefined) byRule.set(id, counts);
    else {
      const sum = Object.entries(counts).map(([key, count]) => [key, before[key]! + (count as number)]);
      byRule.set(id, Object.fromEntries(sum) as Counts);
    }
  }
  return byRule;
}
