import { Injectable } from '@nestjs/common';
import { parseEpisodeId } from '@tenken/shared/episode-id';
import type { VerdictsGivenResponse } from '@tenken/shared/verdicts.contract';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';
import type { VerdictItem, VerdictSession } from './list-verdict-targets.js';

const KnownRow = z.object({ id: rowId });
const KnownEpisodeRow = z.object({ n: z.coerce.number() });

export type VerdictFailure = VerdictsGivenResponse['failed'][number];

/** What keeps a verdict from being given: no such rule, no such episode, no window. */
@Injectable()
export class VerdictChecksReadModel {
  async findFailures(
    db: Queryable,
    session: VerdictSession | null,
    items: readonly VerdictItem[],
  ): Promise<VerdictFailure[]> {
    const known = new Set(
      (
        await select(db, KnownRow, 'select id from alert_rules where id = any ($1::bigint[])', [
          items.map((item) => item.alertRuleId),
        ])
      ).map((row) => row.id),
    );
    const missing = await this.findMissingEpisodes(db, items);
    return items.flatMap((item, index): VerdictFailure[] => {
      if (!known.has(item.alertRuleId)) {
        return [
          {
            index,
            code: 'alert_rule_not_found',
            detail: `There is no alert rule ${item.alertRuleId}.`,
          },
        ];
      }
      if (item.episodeIds === undefined) {
        const window = item.window ?? session;
        if (window === null || (session === null && !(new Date(window.from) < new Date(window.to)))) {
          return [
            {
              index,
              code: 'window_missing',
              detail: 'window: a verdict on a rule needs the window it holds for, or a review session.',
            },
          ];
        }
        return [];
      }
      const foreign = item.episodeIds.find((id) => parseEpisodeId(id)?.alertRuleId !== item.alertRuleId);
      if (foreign !== undefined) {
        return [{ index, code: 'episode_of_other_rule', detail: `Episode ${foreign} is not of this rule.` }];
      }
      if (missing.has(index)) {
        return [{ index, code: 'episode_not_found', detail: 'There is no such episode.' }];
      }
      return [];
    });
  }

  private async findMissingEpisodes(db: Queryable, items: readonly VerdictItem[]): Promise<Set<number>> {
    const keys = items.flatMap((item, index) =>
      (item.episodeIds ?? []).flatMap((id) => {
        const key = parseEpisodeId(id);
        return key === null ? [] : [{ index, ...key }];
      }),
    );
    if (keys.length === 0) return new Set();
    const rows = await select(
      db,
      KnownEpisodeRow,
      `select t.n from unnest($1::integer[], $2::bigint[], $3::text[], $4::timestamptz[])
         as t (n, alert_rule_id, fingerprint, starts_at)
       where not exists (select from episodes e where e.alert_rule_id = t.alert_rule_id
         and e.fingerprint = t.fingerprint and e.starts_at = t.starts_at)`,
      [
        keys.map((key) => key.index),
        keys.map((key) => key.alertRuleId),
        keys.map((key) => key.fingerprint),
        keys.map((key) => key.startsAt),
      ],
    );
    return new Set(rows.map((row) => row.n));
  }
}
