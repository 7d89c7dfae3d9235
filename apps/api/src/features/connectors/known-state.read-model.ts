import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';

const KnownEpisode = z.object({
  fingerprint: z.string(),
  alertRuleId: rowId,
  startsAt: rowInstant,
  endsAt: rowInstant.nullable(),
  acknowledgedAt: rowInstant.nullable(),
  isSuppressed: z.boolean(),
});
export type KnownEpisode = z.infer<typeof KnownEpisode>;

const KnownActionItem = z.object({
  externalId: z.string(),
  status: z.string(),
  title: z.string(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
});
export type KnownActionItem = z.infer<typeof KnownActionItem>;

/** What is known of the things that a pull has found. */
@Injectable()
export class KnownStateReadModel {
  /** Episodes of a source with these fingerprints that started in [from, to), by start. */
  findEpisodes(
    db: Queryable,
    sourceId: string,
    fingerprints: readonly string[],
    from: Date,
    to: Date,
  ): Promise<KnownEpisode[]> {
    return select(
      db,
      KnownEpisode,
      `select e.fingerprint, e.alert_rule_id as "alertRuleId", e.starts_at as "startsAt", e.ends_at as "endsAt",
         e.acknowledged_at as "acknowledgedAt", e.suppressed_at is not null as "isSuppressed"
       from alert_rules r join episodes e on e.alert_rule_id = r.id
       where r.source_id = $1 and e.fingerprint = any($2) and e.starts_at >= $3 and e.starts_at < $4
       order by e.starts_at`,
      [sourceId, fingerprints, from, to],
    );
  }

  findActionItems(db: Queryable, source: string, externalIds: readonly string[]): Promise<KnownActionItem[]> {
    return select(
      db,
      KnownActionItem,
      `select external_id as "externalId", status, title, owner, due_on as "dueOn" from action_items
       where source = $1 and external_id = any($2)`,
      [source, externalIds],
    );
  }
}
