import { Injectable } from '@nestjs/common';
import { type TopicEvidence, TopicEvidenceSchema } from '@tenken/shared/review-agenda.contract';
import { z } from 'zod';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';

const IdRow = z.object({ id: rowId });

const TopicLeftRow = z.object({
  review_id: rowId,
  review_title: z.string(),
  step: z.string(),
  evidence: TopicEvidenceSchema,
});
/** Positions below are of what the data brings, which is put in a new order with each refresh. */
const TOPICS_FROM = 100_000;

export interface NewAgendaItem {
  step: string;
  kind: 'decision' | 'alert_rule' | 'incident' | 'coverage_gap';
  subjectId: string;
  evidence: unknown;
}

/** The lines of a session's agenda. */
@Injectable()
export class ReviewItemRepository {
  /**
   * Adds what is new in this order, and renews the evidence of items that nobody has looked at yet, or that have to be
   * looked at again (as `ReviewItemsReadModel.findStates` says it): what was ticked, judged or decided stays as it was then.
   */
  async putItems(db: Queryable, id: string, items: readonly NewAgendaItem[]): Promise<void> {
    await db.query(
      `insert into agenda_items as i (review_session_id, step, kind, subject_id, evidence, position)
       select $1, t.step, t.kind, t.subject_id, t.evidence, t.n
       from unnest($2::text[], $3::text[], $4::bigint[], $5::jsonb[]) with ordinality
         as t (step, kind, subject_id, evidence, n)
       on conflict (review_session_id, kind, subject_id) do update
         set evidence = excluded.evidence, position = excluded.position
         where not (
           (i.kind = 'alert_rule' and exists (select from decisions d
             where d.review_session_id = $1 and d.alert_rule_id = i.subject_id and d.status <> 'cancelled'))
           or (i.kind = 'incident' and exists (select from coverage_gaps g
             where g.review_session_id = $1 and g.incident_id = i.subject_id and g.deleted_at is null))
           or exists (
             select from (
               select greatest(i.reviewed_at, max(v.decided_at)) as at from verdicts v
               where v.review_session_id = $1 and i.kind = 'alert_rule' and v.alert_rule_id = i.subject_id
                 and v.is_current and v.verdict is not null
             ) looked
             where looked.at is not null and not exists (select from alert_rules r
               where i.kind = 'alert_rule' and r.id = i.subject_id and r.definition_changed_at > looked.at)))`,
      [
        id,
        items.map((item) => item.step),
        items.map((item) => item.kind),
        items.map((item) => item.subjectId),
        items.map((item) => JSON.stringify(item.evidence)),
      ],
    );
  }

  /** Ids of items that changed. */
  async setReviewed(
    db: Queryable,
    id: string,
    itemIds: readonly string[],
    by: { userId: string | null; at: Date } | null,
  ): Promise<string[]> {
    const rows = await select(
      db,
      IdRow,
      // In one order: two people who tick overlapping selections must not wait for each other in a circle. A rule that was
      // changed after it was looked at can be ticked again.
      `with item as (
         select i.id from agenda_items i left join alert_rules r on i.kind = 'alert_rule' and r.id = i.subject_id
         where i.review_session_id = $1 and i.id = any ($2::bigint[])
           and case when $3::timestamptz is null then i.reviewed_at is not null
             else i.reviewed_at is null or r.definition_changed_at > i.reviewed_at end
         order by i.id for no key update of i
       ), marked as (
         update agenda_items i set reviewed_at = $3, reviewed_by_id = $4 from item where i.id = item.id returning i.id
       ) select id from marked order by id`,
      [id, itemIds, by?.at ?? null, by?.userId ?? null],
    );
    return rows.map((row) => row.id);
  }

  /** `stale` when someone else has written since `rowVersion`; `missing` when there is no such item. */
  async setItemNote(
    db: Queryable,
    id: string,
    itemId: string,
    note: string,
    rowVersion: number,
  ): Promise<'written' | 'stale' | 'missing'> {
    const written = await selectOne(
      db,
      IdRow,
      `with written as (
         update agenda_items set note = $3, row_version = row_version + 1
         where review_session_id = $1 and id = $2 and row_version = $4 returning id
       ) select id from written`,
      [id, itemId, note, rowVersion],
    );
    if (written !== null) return 'written';
    const found = await selectOne(
      db,
      IdRow,
      'select id from agenda_items where review_session_id = $1 and id = $2',
      [id, itemId],
    );
    return found === null ? 'missing' : 'stale';
  }

  async addTopic(
    db: Queryable,
    id: string,
    topic: { step: string; evidence: TopicEvidence },
  ): Promise<string> {
    const row = await selectOne(
      db,
      IdRow,
      // After everything that the data brings, in the order in which they were thought of.
      `insert into agenda_items (review_session_id, step, kind, position, evidence)
       select $1, $2, 'topic', $4 + count(*), $3 from agenda_items where review_session_id = $1 and kind = 'topic'
       returning id`,
      [id, topic.step, JSON.stringify(topic.evidence), TOPICS_FROM],
    );
    return row!.id;
  }

  /** What is null stays; null: there is no such topic. */
  async changeTopic(
    db: Queryable,
    id: string,
    itemId: string,
    change: { title?: string; removedAt?: Date | null },
  ): Promise<'changed' | 'unchanged' | 'missing'> {
    const topic = await selectOne(
      db,
      z.object({ title: z.string(), removed_at: z.date().nullable() }),
      `select evidence ->> 'title' as title, removed_at from agenda_items
       where review_session_id = $1 and id = $2 and kind = 'topic' for no key update`,
      [id, itemId],
    );
    if (topic === null) return 'missing';
    const title = change.title ?? topic.title;
    const removedAt = change.removedAt === undefined ? topic.removed_at : change.removedAt;
    if (title === topic.title && (removedAt === null) === (topic.removed_at === null)) return 'unchanged';
    await db.query(
      `update agenda_items set evidence = evidence || jsonb_build_object('title', $2::text), removed_at = $3
       where id = $1`,
      [itemId, title, removedAt],
    );
    return 'changed';
  }

  /** Topics that the last closed review of any of the same services had no time for. */
  findTopicsLeft(db: Queryable, id: string, serviceIds: readonly string[]) {
    return select(
      db,
      TopicLeftRow,
      `with previous as (
         select s.id, s.title from review_sessions s
         where s.status = 'closed' and s.id < $1 and exists (select from review_session_services x
           where x.review_session_id = s.id and x.service_id = any ($2::bigint[]))
         order by s.closed_at desc limit 1
       )
       select p.id as review_id, p.title as review_title, i.step, i.evidence
       from previous p join agenda_items i on i.review_session_id = p.id and i.kind = 'topic'
       where i.reviewed_at is null and i.removed_at is null
       order by i.position, i.id`,
      [id, serviceIds],
    );
  }
}
