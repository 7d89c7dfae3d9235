import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';

/** An episode that is no more, and the start of the one of the same fingerprint that took its place. */
export interface MovedEpisode {
  alertRuleId: string;
  fingerprint: string;
  from: string;
  to: string;
}

const MOVED = `moved as (
  select * from jsonb_to_recordset($1::jsonb) as m ("alertRuleId" bigint, fingerprint text, "from" timestamptz(3),
    "to" timestamptz(3))
)`;

/** What people attached to episodes: it follows an episode whose start turned out to be another. */
@Injectable()
export class EpisodeReferenceRepository {
  /**
   * Carries verdicts, links to incidents and proofs of coverage gaps over. Where the other episode has one already,
   * the later verdict counts and a link that a person decided wins over a suggested one.
   */
  async carryOver(db: Queryable, moved: readonly MovedEpisode[]): Promise<void> {
    if (moved.length === 0) return;
    const parameters = [JSON.stringify(moved)];
    await db.query(
      `with ${MOVED},
       ranked as (
         select v.id, row_number() over (partition by v.alert_rule_id, v.fingerprint, coalesce(m."to", v.starts_at)
           order by v.decided_at desc, v.id desc) as n
         from verdicts v
         left join moved m on m."alertRuleId" = v.alert_rule_id and m.fingerprint = v.fingerprint
           and m."from" = v.starts_at
         where v.is_current and exists (select from moved o where o."alertRuleId" = v.alert_rule_id
           and o.fingerprint = v.fingerprint and v.starts_at in (o."from", o."to"))
       )
       update verdicts v set is_current = false from ranked where ranked.id = v.id and ranked.n > 1`,
      parameters,
    );
    await db.query(
      `with ${MOVED}
       update verdicts v set starts_at = m."to" from moved m
       where m."alertRuleId" = v.alert_rule_id and m.fingerprint = v.fingerprint and m."from" = v.starts_at`,
      parameters,
    );
    await db.query(
      `with ${MOVED},
       ranked as (
         select l.id, row_number() over (
           partition by l.incident_id, l.alert_rule_id, l.fingerprint, coalesce(m."to", l.starts_at)
           order by (l.status <> 'suggested') desc, l.decided_at desc nulls last, l.id) as n
         from episode_incident_links l
         left join moved m on m."alertRuleId" = l.alert_rule_id and m.fingerprint = l.fingerprint
           and m."from" = l.starts_at
         where exists (select from moved o where o."alertRuleId" = l.alert_rule_id
           and o.fingerprint = l.fingerprint and l.starts_at in (o."from", o."to"))
       )
       delete from episode_incident_links l using ranked where ranked.id = l.id and ranked.n > 1`,
      parameters,
    );
    await db.query(
      `with ${MOVED}
       update episode_incident_links l set starts_at = m."to" from moved m
       where m."alertRuleId" = l.alert_rule_id and m.fingerprint = l.fingerprint and m."from" = l.starts_at`,
      parameters,
    );
    await db.query(
      `with ${MOVED}
       update coverage_gaps g set proven_at = m."to" from moved m
       where m."alertRuleId" = g.closing_alert_rule_id and m.fingerprint = g.proven_fingerprint
         and m."from" = g.proven_at`,
      parameters,
    );
  }
}
