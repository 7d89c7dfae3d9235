import { Injectable } from '@nestjs/common';
import type { RuleSilencesResponse } from '@tenken/shared/rule-evidence.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { rowId, selectOne } from '../../database/select.js';
import { SilenceReadModel } from '../silences/silence.read-model.js';
import { AlertRuleDirectoryReadModel } from './alert-rule-directory.read-model.js';
import { blindSpotsOf } from './blind-spots.js';
import { sumHidden } from './sum-hidden.js';

const DAY_SECONDS = 86_400;
const RuleRow = z.object({ name: z.string(), sourceId: rowId, sourceKind: z.string() });

/** Silences over a rule: for how long, how many alerts, by whom. */
@Injectable()
export class AlertRuleSilencesReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly directory: AlertRuleDirectoryReadModel,
    private readonly silences: SilenceReadModel,
  ) {}

  async silencesOf(id: string, range: ResolvedRange): Promise<RuleSilencesResponse> {
    const db = this.dataSource.manager;
    const members = await this.directory.members(db, id);
    const rule = (await selectOne(
      db,
      RuleRow,
      `select r.name, r.source_id as "sourceId", source.kind as "sourceKind"
       from alert_rules r join sources source on source.id = r.source_id where r.id = $1`,
      [id],
    ))!;
    const now = this.clock.now();
    const until = new Date(Math.min(range.to.getTime(), now.getTime()));
    const { items, isCut } = await this.silences.ofRule(db, { ...rule, members }, range.from, range.to);
    const readable = items.filter((item) => item.isReadable).map((item) => item.id);
    const totals = await this.silences.totals(db, members, readable, range.from, range.to);
    const hidden = (of: typeof items) => sumHidden(of, range.from, until);
    const names = [...new Set(items.map((item) => item.createdBy))];
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      items: items.map((item) => ({
        ...item,
        startsAt: item.startsAt.toISOString(),
        endsAt: item.endsAt?.toISOString() ?? null,
        hiddenSeconds: hidden([item]),
      })),
      isCut,
      hiddenDays: hidden(items) / DAY_SECONDS,
      firings: items.length > 0 && readable.length === 0 ? null : totals.firings,
      suppressed: totals.suppressed,
      sendsSilenced: !blindSpotsOf(rule.sourceKind).includes('silenced_not_sent'),
      people: names
        .map((name) => {
          const own = items.filter((item) => item.createdBy === name);
          return { name, hiddenDays: hidden(own) / DAY_SECONDS, silences: own.length };
        })
        .sort((a, b) => b.hiddenDays - a.hiddenDays),
    };
  }
}
