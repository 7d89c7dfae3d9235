import { Injectable } from '@nestjs/common';
import {
  type AlertRuleMetricsQuery,
  type AlertRuleMetricsResponse,
  HYGIENE_FACETS,
} from '@tenken/shared/alert-rules.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { askAtOnce } from '../../database/ask-at-once.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { AlertRuleDirectoryReadModel, type DirectoryRow } from './alert-rule-directory.read-model.js';
import { AlertRuleFacetsReadModel } from './alert-rule-facets.read-model.js';
import { AlertRuleReadModel, type FiguresPart, type RuleWithFigures } from './alert-rules.read-model.js';
import { containsWords } from './fold-text.js';
import { isSilent } from './is-silent.js';
import { listLocalDays } from './list-local-days.js';
import { rankAlertRules, top10Share } from './rank-alert-rules.js';

/** What a sort needs beside the counts: only the shown page gets all its figures. */
const SORTED_BY: Partial<Record<string, FiguresPart>> = {
  nightPages: 'interruptions',
  medianSeconds: 'medians',
  precision: 'verdicts',
  falsePositiveRate: 'verdicts',
  nuisanceRate: 'verdicts',
  reviewedShare: 'verdicts',
  incidentsCaught: 'incidents',
};
const Offset = z.number().int().min(0);

/** The ranking of alert rules over a range (METRICS.md section 6). */
@Injectable()
export class AlertRuleMetricsReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly directory: AlertRuleDirectoryReadModel,
    private readonly rules: AlertRuleReadModel,
    private readonly facetsModel: AlertRuleFacetsReadModel,
  ) {}

  async rank(query: AlertRuleMetricsQuery): Promise<AlertRuleMetricsResponse> {
    const db = this.dataSource.manager;
    const now = this.clock.now();
    const range = resolveRange(query, now);
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const named = await this.directory.rules(db, {
      services: query.service,
      teams: query.team,
      withoutLastFired: true,
    });
    const ids = named.map((rule) => rule.id);
    const wantsFacets = query.withFacets || query.facet !== undefined;
    const [counts, defects] = await askAtOnce(db, [
      () => this.rules.counts(db, named, range.from, range.to),
      async () => (wantsFacets ? await this.facetsModel.facets(db) : null),
    ]);
    const firedOf = (rule: DirectoryRow) => counts.get(rule.id)?.fired ?? 0;
    const sinceFirst = firedSinceDay(range.from, now);
    const unknown = ids.filter((_, index) => sinceFirst === null || firedOf(named[index]!) === 0);
    const lastFired = await this.directory.lastFired(db, unknown);
    const all = named.map((rule) => ({
      ...rule,
      lastFiredOn: lastFired.get(rule.id) ?? (firedOf(rule) > 0 ? sinceFirst : null),
    }));
    const facetsOf = defects && new Map(all.map((rule) => [rule.id, defects.of(rule)]));
    const found = all.filter((rule) => containsWords([rule.name, rule.groupName, rule.serviceName], query.q));
    const wanted = found.filter(
      (rule) =>
        (query.fired === 'any' || (query.fired === 'some') === firedOf(rule) > 0) &&
        (query.facet ?? []).every((facet) => facetsOf?.get(rule.id)?.includes(facet)),
    );
    const only = SORTED_BY[query.sort.replace('-', '')];
    const ranked: DirectoryRow[] =
      only === undefined
        ? rankAlertRules(
            // of thousands no more than ranking looks at
            wanted.map((rule) => ({
              rule,
              id: rule.id,
              name: rule.name,
              ...withShares(counts.get(rule.id)),
            })),
            query.sort,
          ).map(({ rule }) => rule)
        : rankAlertRules(await this.rules.figures(db, wanted, { ...range, counts, only }), query.sort);
    const page = ranked.slice(offset, offset + query.limit);
    const [figures, lastDays] = await askAtOnce(db, [
      () => this.rules.figures(db, page, { ...range, counts }),
      () =>
        this.directory.lastFired(
          db,
          page.map((rule) => rule.id),
        ),
    ]);
    const items = only === 'medians' ? withMedians(figures, page as RuleWithFigures[]) : figures;
    const fired = all.map(firedOf);
    const ofFacet = new Map<string, number>();
    for (const rule of found)
      for (const facet of facetsOf?.get(rule.id) ?? []) ofFacet.set(facet, (ofFacet.get(facet) ?? 0) + 1);
    return {
      definition: metricDefinition('alert_rules'),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      days: listLocalDays(range.from, range.to, range.timeZone),
      totals: {
        rules: all.length,
        rulesFired: fired.filter((count) => count > 0).length,
        fired: fired.reduce((sum, count) => sum + count, 0),
        pages: [...counts.values()].reduce((sum, { pages }) => sum + pages, 0),
        top10Share: top10Share(fired),
        neverFired: all.filter((rule) => rule.lastFiredOn === null).length,
        silent: all.filter((rule) => isSilent(rule.lastFiredOn, now)).length,
      },
      facetsAsOf: defects?.asOf.toISOString() ?? null,
      facets: facetsOf && HYGIENE_FACETS.map((facet) => ({ facet, count: ofFacet.get(facet) ?? 0 })),
      items: items.map(({ lastFiredOn: _, ...rule }) => ({
        ...rule,
        ...lastFiring(lastDays.get(rule.id) ?? null, now),
        changedAt: isWithin(rule.definitionChangedAt, range) ? rule.definitionChangedAt : null,
      })),
      nextCursor: offset + query.limit < ranked.length ? encodeCursor(offset + query.limit) : null,
    };
  }
}

/** The medians by which the page was sorted: with fewer rules more of them are exact, and the order would not hold. */
function withMedians(
  rules: readonly RuleWithFigures[],
  sorted: readonly RuleWithFigures[],
): RuleWithFigures[] {
  return rules.map((rule, index) => {
    const { medianSeconds, medianFrom } = sorted[index]!;
    return { ...rule, medianSeconds, medianFrom };
  });
}

function withShares(
  counts: { fired: number; pages: number; ended: number; selfResolved: number; fleeting: number } | undefined,
) {
  if (counts === undefined) return { fired: 0, pages: 0, selfResolvedShare: null, fleetingShare: null };
  const { fired, pages, ended, selfResolved, fleeting } = counts;
  return {
    fired,
    pages,
    selfResolvedShare: ended === 0 ? null : selfResolved / ended,
    fleetingShare: ended === 0 ? null : fleeting / ended,
  };
}

/**
 * The day from which on a rule that fired in a range has certainly fired, where that says that it is not silent: nobody
 * has to look up when each of thousands of rules last fired. Null where the range begins too long ago.
 */
function firedSinceDay(from: Date, now: Date): string | null {
  const day = from.toISOString().slice(0, 10);
  return isSilent(day, now) ? null : day;
}

function lastFiring(lastFiredOn: string | null, now: Date) {
  return { lastFiredOn, neverFired: lastFiredOn === null, silent: isSilent(lastFiredOn, now) };
}

function isWithin(at: string | null, range: { from: Date; to: Date }): boolean {
  return at !== null && Date.parse(at) >= range.from.getTime() && Date.parse(at) < range.to.getTime();
}
