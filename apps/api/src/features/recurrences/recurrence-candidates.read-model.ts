import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { findCandidates, MOST_BY_CAUSE, MOST_BY_TEXT, type WindowIncident } from './find-candidates.js';
import type { ComparedIncident, EarlierCandidate } from './suggest-recurrence.js';
import { trigramWords } from './trigram-words.js';

/** Real incidents: what can recur, and be recurred. */
export const IS_COMPARED = `i.deleted_at is null and i.kind = 'incident' and i.duplicate_of_id is null`;
export const BEGAN_AT = 'coalesce(i.started_at, i.detected_at, i.declared_at)';

const PairRow = z.object({ laterId: rowId, earlierId: rowId, similarity: rowCount.nullable() });
const ComparedRow = z.object({
  id: rowId,
  title: z.string(),
  causeCategory: z.string().nullable(),
  triggerCategory: z.string().nullable(),
  beganAt: rowInstant.nullable(),
  resolvedAt: rowInstant.nullable(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ComparedRow = z.output<typeof ComparedRow>;

/** An incident that may recur one of `candidates`. */
export interface LaterIncident {
  later: ComparedIncident;
  candidates: EarlierCandidate[];
}

/**
 * Earlier incidents that one may recur: resolved before it began, within the look-back window. By cause and service the
 * latest 20; by title the likest 60: a title like more of them is a formula in any case.
 *
 * At 100,000 incidents of five years both questions read the window of one incident by `incidents.resolved_at` (some
 * 5,000 rows), the second together with the trigram index: 15 and 21 ms.
 */
@Injectable()
export class RecurrenceCandidateReadModel {
  /** Of these incidents those that exist and are compared. `withText` asks for pg_trgm in the search path of `db`. */
  async find(
    db: Queryable,
    ids: readonly string[],
    lookBackDays: number,
    withText: boolean,
  ): Promise<LaterIncident[]> {
    const pairs = [
      ...(await this.byCause(db, ids, lookBackDays)),
      ...(withText ? await this.byText(db, ids, lookBackDays) : []),
    ];
    const rows = await this.compared(db, [...ids, ...pairs.map((pair) => pair.earlierId)]);
    const known = new Map(rows.map((row) => [row.id, row]));
    const candidates = new Map<string, Map<string, EarlierCandidate>>();
    for (const { laterId, earlierId, similarity } of pairs) {
      const earlier = known.get(earlierId);
      if (earlier === undefined) continue;
      const ofLater = candidates.get(laterId) ?? new Map<string, EarlierCandidate>();
      candidates.set(laterId, ofLater);
      ofLater.set(earlierId, {
        ...earlier,
        similarity: similarity ?? ofLater.get(earlierId)?.similarity ?? null,
      });
    }
    return ids.flatMap((id) => {
      const later = known.get(id);
      return later === undefined ? [] : [{ later, candidates: [...(candidates.get(id)?.values() ?? [])] }];
    });
  }

  /** As `find`, for hundreds of incidents that lie close together: their window is read once and compared in memory. */
  async findMany(
    db: Queryable,
    ids: readonly string[],
    lookBackDays: number,
    withText: boolean,
  ): Promise<LaterIncident[]> {
    const laters = await this.compared(db, ids);
    const window = await this.window(db, ids, lookBackDays);
    const all = new Map(
      [...window, ...laters].map(({ title, ...row }): [string, WindowIncident] => {
        const names = row.services.map(({ name }) => name);
        return [row.id, { ...row, words: withText ? trigramWords(title, names) : null }];
      }),
    );
    const candidates = findCandidates(ids, [...all.values()], lookBackDays);
    return laters.map((later) => ({ later, candidates: candidates.get(later.id) ?? [] }));
  }

  /** What is compared of these incidents; those that are not real incidents are left out. */
  compared(db: Queryable, ids: readonly string[]): Promise<ComparedRow[]> {
    return select(
      db,
      ComparedRow,
      `select i.id, i.title, i.cause_category as "causeCategory", i.trigger_category as "triggerCategory",
         ${BEGAN_AT} as "beganAt", i.resolved_at as "resolvedAt",
         (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name), '[]')
           from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id) as services
       from incidents i where i.id = any ($1::bigint[]) and ${IS_COMPARED}`,
      [[...new Set(ids)]],
    );
  }

  /** Every real incident that was resolved between the first look-back window of these and the last of their starts. */
  private window(db: Queryable, ids: readonly string[], lookBackDays: number): Promise<ComparedRow[]> {
    return select(
      db,
      ComparedRow,
      `with stretch as (
         select min(${BEGAN_AT}) - $2::integer * interval '1 day' as starts_at, max(${BEGAN_AT}) as ends_at
         from incidents i where i.id = any ($1::bigint[])
       )
       select i.id, i.title, i.cause_category as "causeCategory", i.trigger_category as "triggerCategory",
         ${BEGAN_AT} as "beganAt", i.resolved_at as "resolvedAt", coalesce(x.services, '[]') as services
       from stretch
       join incidents i on i.resolved_at >= stretch.starts_at and i.resolved_at < stretch.ends_at and ${IS_COMPARED}
       left join lateral (
         select jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name) as services
         from incident_services y join services s on s.id = y.service_id where y.incident_id = i.id
       ) x on true`,
      [ids, lookBackDays],
    );
  }

  private byCause(db: Queryable, ids: readonly string[], lookBackDays: number) {
    return select(
      db,
      PairRow,
      `with later as (
         select i.id, i.cause_category, ${BEGAN_AT} as began_at from incidents i
         where i.id = any ($1::bigint[]) and ${IS_COMPARED}
       )
       select l.id as "laterId", a.id as "earlierId", null::float8 as similarity
       from later l
       cross join lateral (
         select i.id from incidents i
         where i.resolved_at < l.began_at and i.resolved_at >= l.began_at - $2::integer * interval '1 day'
           and i.cause_category = l.cause_category and i.id <> l.id and ${IS_COMPARED}
           and ${BEGAN_AT} <= l.began_at
           and exists (select from incident_services x join incident_services y on y.service_id = x.service_id
             where x.incident_id = i.id and y.incident_id = l.id)
         order by i.resolved_at desc, i.id desc limit ${MOST_BY_CAUSE}
       ) a`,
      [ids, lookBackDays],
    );
  }

  private byText(db: Queryable, ids: readonly string[], lookBackDays: number) {
    return select(
      db,
      PairRow,
      `with later as (
         select i.id, t.words, ${BEGAN_AT} as began_at from incidents i join recurrence_texts t on t.incident_id = i.id
         where i.id = any ($1::bigint[]) and ${IS_COMPARED}
       )
       select l.id as "laterId", a.incident_id as "earlierId", a.similarity::float8 as similarity
       from later l
       cross join lateral (
         select o.incident_id, similarity(o.words, l.words) as similarity
         from recurrence_texts o join incidents i on i.id = o.incident_id
         where o.words % l.words and o.resolved_at < l.began_at
           and o.resolved_at >= l.began_at - $2::integer * interval '1 day' and o.incident_id <> l.id
           and ${BEGAN_AT} <= l.began_at
         order by similarity desc, o.resolved_at desc, o.incident_id desc limit ${MOST_BY_TEXT}
       ) a`,
      [ids, lookBackDays],
    );
  }
}
