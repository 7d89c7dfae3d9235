import { Injectable } from '@nestjs/common';
import { type AgendaItemState, AgendaItemStateSchema } from '@tenken/shared/review-agenda.contract';
import type { Agreement, RuleVotes } from '@tenken/shared/review-votes.contract';
import { type VerdictCounts, VerdictReasonSchema, VerdictSchema } from '@tenken/shared/verdicts.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, select } from '../../database/select.js';
import { NO_VERDICTS } from './no-verdicts.js';
import { NO_VOTES, ReviewVotesReadModel } from './review-votes.read-model.js';

const ItemRow = z.object({
  id: rowId,
  step: z.string(),
  kind: z.enum(['decision', 'alert_rule', 'incident', 'coverage_gap', 'topic']),
  subject_id: rowId.nullable(),
  position: z.number(),
  note: z.string(),
  is_reviewed: z.boolean(),
  is_changed_since: z.boolean(),
  reviewed_by_id: rowId.nullable(),
  reviewed_by_name: z.string().nullable(),
  row_version: z.number(),
  /** of a rule, in the window */
  fired: z.number().nullable(),
  /** of a topic, which can be renamed */
  title: z.string().nullable(),
  verdict: VerdictSchema.nullable(),
  verdict_id: rowId.nullable(),
  verdict_reason: z.string().nullable(),
  verdict_reason_code: VerdictReasonSchema.nullable(),
  verdict_by_id: rowId.nullable(),
  verdict_by_name: z.string().nullable(),
});

const EvidenceRow = z.object({ id: rowId, evidence: z.unknown() });

const EpisodeVerdictRow = z.object({ alert_rule_id: rowId, verdict: VerdictSchema, n: rowCount });

/** The agenda of a session with what has been said about each item so far. */
@Injectable()
export class ReviewItemsReadModel {
  constructor(private readonly votes: ReviewVotesReadModel) {}

  /**
   * The agenda without its evidence, in order, and with what tells one agenda from another.
   *
   * An item counts as reviewed when somebody ticked it off, or when this session has a verdict or a decision on its rule,
   * or a coverage gap from its incident. A rule whose definition was changed after it was ticked or judged has to be looked
   * at again, unless this session decided something about it: then the change is what was decided.
   * @param viewerId whose own votes are told; null: nobody's
   */
  async findStates(
    db: Queryable,
    sessionId: string,
    viewerId: string | null,
  ): Promise<{ states: AgendaItemState[]; titles: (string | null)[]; agreement: Agreement | null }> {
    const rows = await select(
      db,
      ItemRow,
      `select i.id, i.step, i.kind, i.subject_id, i.position, i.note, i.row_version,
         case when i.kind = 'alert_rule' then (i.evidence ->> 'fired')::integer end as fired,
         case when i.kind = 'topic' then i.evidence ->> 'title' end as title,
         (i.reviewed_at is not null or v.verdict is not null or d.is_decided
           or (i.kind = 'incident' and exists (select from coverage_gaps g where g.review_session_id = $1
             and g.incident_id = i.subject_id and g.deleted_at is null))) as is_reviewed,
         coalesce(not d.is_decided and r.definition_changed_at >
           greatest(i.reviewed_at, case when v.verdict is not null then v.decided_at end), false) as is_changed_since,
         i.reviewed_by_id, reviewer.name as reviewed_by_name,
         v.verdict, v.id as verdict_id, v.reason as verdict_reason, v.reason_code as verdict_reason_code,
         v.decided_by_id as verdict_by_id, judge.name as verdict_by_name
       from agenda_items i
       left join alert_rules r on i.kind = 'alert_rule' and r.id = i.subject_id
       left join verdicts v on i.kind = 'alert_rule' and v.review_session_id = $1 and v.alert_rule_id = i.subject_id
         and v.is_current and v.fingerprint is null
       cross join lateral (select i.kind = 'alert_rule' and exists (select from decisions d
         where d.review_session_id = $1 and d.alert_rule_id = i.subject_id and d.status <> 'cancelled')
         as is_decided) d
       left join users reviewer on reviewer.id = i.reviewed_by_id
       left join users judge on judge.id = v.decided_by_id
       where i.review_session_id = $1 and i.removed_at is null
       order by i.position, i.id`,
      [sessionId],
    );
    const counts = await this.episodeVerdicts(db, sessionId);
    const { byItem, agreement } = await this.votes.find(db, sessionId, viewerId);
    const states = rows.map((row, index) =>
      toState(row, index, counts.get(row.subject_id ?? '') ?? NO_VERDICTS, byItem.get(row.id) ?? NO_VOTES),
    );
    return { states, titles: rows.map(({ title }) => title), agreement };
  }

  /** What stands on the table for each item, as it was when the agenda was made. */
  async findEvidence(db: Queryable, sessionId: string): Promise<Map<string, unknown>> {
    const rows = await select(
      db,
      EvidenceRow,
      'select id, evidence from agenda_items where review_session_id = $1 and removed_at is null',
      [sessionId],
    );
    return new Map(rows.map((row) => [row.id, row.evidence]));
  }

  /** Verdicts on single episodes that started in the session's window. */
  private async episodeVerdicts(db: Queryable, sessionId: string): Promise<Map<string, VerdictCounts>> {
    const rows = await select(
      db,
      EpisodeVerdictRow,
      `select v.alert_rule_id, v.verdict, count(*) as n
       from review_sessions s
       join agenda_items i on i.review_session_id = s.id and i.kind = 'alert_rule'
       join verdicts v on v.alert_rule_id = i.subject_id and v.is_current and v.fingerprint is not null
         and v.verdict is not null and v.starts_at >= s.window_from and v.starts_at < s.window_to
       where s.id = $1
       group by v.alert_rule_id, v.verdict`,
      [sessionId],
    );
    const counts = new Map<string, VerdictCounts>();
    for (const row of rows) {
      counts.set(row.alert_rule_id, {
        ...(counts.get(row.alert_rule_id) ?? NO_VERDICTS),
        [row.verdict]: row.n,
      });
    }
    return counts;
  }
}

function toState(
  row: z.output<typeof ItemRow>,
  index: number,
  own: VerdictCounts,
  votes: RuleVotes,
): AgendaItemState {
  const head = {
    id: row.id,
    step: row.step,
    kind: row.kind,
    position: index + 1,
    note: row.note,
    isReviewed: row.is_reviewed && !row.is_changed_since,
    reviewedBy: person(row.reviewed_by_id, row.reviewed_by_name),
    rowVersion: row.row_version,
  };
  if (row.kind !== 'alert_rule') return AgendaItemStateSchema.parse(head);
  return AgendaItemStateSchema.parse({
    ...head,
    verdict: row.verdict,
    verdictEventId: row.verdict_id,
    verdictBy: person(row.verdict_by_id, row.verdict_by_name),
    verdictReason: row.verdict_reason,
    verdictReasonCode: row.verdict_reason_code,
    changedSinceReviewed: row.is_changed_since,
    votes,
    episodeVerdicts: withRuleVerdict(own, row.verdict, row.fired ?? 0),
  });
}

/** A rule's verdict covers those of its episodes in the window that have none of their own. */
function withRuleVerdict(
  own: VerdictCounts,
  verdict: keyof VerdictCounts | null,
  fired: number,
): VerdictCounts {
  if (verdict === null) return own;
  const judged = Object.values(own).reduce((sum, n) => sum + n, 0);
  return { ...own, [verdict]: own[verdict] + Math.max(0, fired - judged) };
}

function person(id: string | null, name: string | null) {
  return id === null ? null : { id, name: name ?? '' };
}
