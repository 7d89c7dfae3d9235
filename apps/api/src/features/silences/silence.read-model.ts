import { Injectable } from '@nestjs/common';
import type { RuleSilence } from '@tenken/shared/rule-evidence.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, select, selectOne } from '../../database/select.js';
import { canRead, namesRule, otherMatchers } from './read-matchers.js';

/** Silences of a source that are looked at for one rule: the newest ones of the range. */
const LOOKED_AT = 1000;
const SHOWN = 100;

const Matchers = z.array(
  z.object({
    name: z.string(),
    value: z.string(),
    isRegex: z.boolean().default(false),
    isEqual: z.boolean().default(true),
  }),
);
const SilenceRow = z.object({
  id: rowId,
  externalId: z.string(),
  matchers: Matchers.catch([]),
  comment: z.string().nullable(),
  createdBy: z.string().nullable(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
});
const HitRow = z.object({ id: rowId, firings: rowCount });
const TotalRow = z.object({ firings: rowCount, suppressed: rowCount });

const LABEL = `coalesce(e.labels ->> (m ->> 'name'), case when m ->> 'name' = 'alertname' then r.name end, '')`;

/**
 * Condition: the episode `e` of the rule `r` began under the silence `hide` and its labels match all of it. Only for
 * silences whose patterns were found readable (`readable` below): a pattern that PostgreSQL cannot read is an error.
 */
export const HIDDEN_BY = `hide.source_id = e.source_id and e.starts_at >= hide.starts_at
  and (hide.ends_at is null or e.starts_at < hide.ends_at)
  and not exists (
    select from jsonb_array_elements(hide.matchers) m
    where coalesce((m ->> 'isEqual')::boolean, true) is distinct from
      case when (m ->> 'isRegex')::boolean then ${LABEL} ~ ('^(?:' || (m ->> 'value') || ')$')
        else ${LABEL} = m ->> 'value' end)`;

/** A rule as silences see it. */
export interface SilencedRule {
  /** the rule, and those that it was under other names */
  members: readonly string[];
  name: string;
  sourceId: string;
}

/** A silence of a rule, before it is clipped to a range. */
export type SilenceOfRule = Omit<RuleSilence, 'hiddenSeconds' | 'startsAt' | 'endsAt'> & {
  startsAt: Date;
  endsAt: Date | null;
};

/** What silences hid (METRICS.md section 6: states of an episode; blind spots of its source). */
@Injectable()
export class SilenceReadModel {
  /**
   * Silences that overlap [from, to) and either name the rule or hit one of its episodes there, newest first; `firings`
   * are the episodes of the range that began under each. `isCut`: there are more than are given.
   */
  async ofRule(
    db: Queryable,
    rule: SilencedRule,
    from: Date,
    to: Date,
  ): Promise<{ items: SilenceOfRule[]; isCut: boolean }> {
    const found = await select(
      db,
      SilenceRow,
      `select id, external_id as "externalId", matchers, comment, created_by as "createdBy",
         starts_at as "startsAt", ends_at as "endsAt"
       from silences
       where source_id = $1 and starts_at < $3 and (ends_at is null or ends_at > $2)
       order by starts_at desc, id desc limit $4`,
      [rule.sourceId, from, to, LOOKED_AT],
    );
    const possible = found
      .map((silence) => ({ silence, names: namesRule(silence.matchers, rule.name) }))
      .filter(({ silence, names }) => names !== 'no' && silence.matchers.length > 0);
    const readable = possible.filter(({ silence }) => canRead(silence.matchers));
    const hits = await this.hits(
      db,
      rule.members,
      readable.map(({ silence }) => silence.id),
      from,
      to,
    );
    const items = possible
      .map(({ silence: { matchers, ...silence }, names }) => {
        const isReadable = canRead(matchers);
        const firings = isReadable ? (hits.get(silence.id) ?? 0) : null;
        return { ...silence, names, isReadable, firings, others: otherMatchers(matchers) };
      })
      .filter(({ names, firings }) => names === 'yes' || (firings ?? 0) > 0)
      .map(({ names: _, ...item }) => item);
    return { items: items.slice(0, SHOWN), isCut: items.length > SHOWN || found.length === LOOKED_AT };
  }

  /** Episodes of [from, to) that began under at least one of the silences, and those that the source told so itself. */
  async totals(
    db: Queryable,
    members: readonly string[],
    silenceIds: readonly string[],
    from: Date,
    to: Date,
  ): Promise<{ firings: number; suppressed: number }> {
    const row = await selectOne(
      db,
      TotalRow,
      `select
         (select count(*) from (
           select distinct e.alert_rule_id, e.fingerprint, e.starts_at
           from silences hide
           join episodes e on e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $3 and e.starts_at < $4
             and e.starts_at >= hide.starts_at and (hide.ends_at is null or e.starts_at < hide.ends_at)
           join alert_rules r on r.id = e.alert_rule_id
           where hide.id = any ($2::bigint[]) and ${HIDDEN_BY}
         ) hidden) as firings,
         (select count(*) from episodes e
           where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $3 and e.starts_at < $4
             and e.suppressed_at is not null) as suppressed`,
      [members, silenceIds, from, to],
    );
    return row!;
  }

  /** Those of the given silences whose patterns can be evaluated here. */
  async readable(db: Queryable, ids: readonly string[]): Promise<string[]> {
    const rows = await select(
      db,
      z.object({ id: rowId, matchers: Matchers.catch([]) }),
      `select id, matchers from silences where id = any ($1::bigint[])`,
      [ids],
    );
    return rows.filter(({ matchers }) => matchers.length > 0 && canRead(matchers)).map(({ id }) => id);
  }

  private async hits(
    db: Queryable,
    members: readonly string[],
    silenceIds: readonly string[],
    from: Date,
    to: Date,
  ): Promise<Map<string, number>> {
    if (silenceIds.length === 0) return new Map();
    const rows = await select(
      db,
      HitRow,
      `select hide.id, count(*) as firings
       from silences hide
       join episodes e on e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $3 and e.starts_at < $4
         and e.starts_at >= hide.starts_at and (hide.ends_at is null or e.starts_at < hide.ends_at)
       join alert_rules r on r.id = e.alert_rule_id
       where hide.id = any ($2::bigint[]) and ${HIDDEN_BY}
       group by hide.id`,
      [members, silenceIds, from, to],
    );
    return new Map(rows.map(({ id, firings }) => [id, firings]));
  }
}
