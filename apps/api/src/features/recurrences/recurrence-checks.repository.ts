import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, select, selectOne } from '../../database/select.js';
import { BEGAN_AT, type ComparedRow, IS_COMPARED } from './recurrence-candidates.read-model.js';
import type { Suggestion } from './suggest-recurrence.js';
import { trigramWords } from './trigram-words.js';

/** Kept as text: a Date has no microseconds, and a check that was asked for again meanwhile must stay. */
const DueRow = z.object({ incidentId: rowId, isChanged: z.boolean(), askedAt: z.string() });
export type DueCheck = z.output<typeof DueRow>;

/** The list of incidents whose suggestions are to be worked out, what is compared of them, and what came of it. */
@Injectable()
export class RecurrenceCheckRepository {
  /** Oldest incidents first, so that what a change reaches, the later ones, is mostly still on the list. */
  findDue(db: Queryable, limit: number): Promise<DueCheck[]> {
    return select(
      db,
      DueRow,
      `select c.incident_id as "incidentId", c.is_changed as "isChanged", c.asked_at::text as "askedAt"
       from recurrence_checks c left join incidents i on i.id = c.incident_id
       order by ${BEGAN_AT} nulls first, c.incident_id limit $1`,
      [limit],
    );
  }

  findDueOf(db: Queryable, ids: readonly string[]): Promise<DueCheck[]> {
    return select(
      db,
      DueRow,
      `select incident_id as "incidentId", is_changed as "isChanged", asked_at::text as "askedAt"
       from recurrence_checks where incident_id = any ($1::bigint[])`,
      [ids],
    );
  }

  /** Whether more than so many are on the list. */
  async hasMoreThan(db: Queryable, n: number): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ n: rowCount }),
      'select count(*) as n from (select from recurrence_checks limit $1::integer + 1) as part',
      [n],
    );
    return (row?.n ?? 0) > n;
  }

  async countDue(db: Queryable): Promise<number> {
    const row = await selectOne(db, z.object({ n: rowCount }), 'select count(*) as n from recurrence_checks');
    return row?.n ?? 0;
  }

  /** Holds these incidents until the end of the transaction; those that somebody else is writing are left out. */
  async holdFree(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from incidents where id = any ($1::bigint[]) order by id for key share skip locked`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  async saveTexts(db: Queryable, ids: readonly string[], compared: readonly ComparedRow[]): Promise<void> {
    const texts = compared.flatMap(({ id, title, services, resolvedAt }) => {
      const words = trigramWords(
        title,
        services.map(({ name }) => name),
      );
      return words === null ? [] : [{ id, words, resolvedAt }];
    });
    await db.query(
      `delete from recurrence_texts where incident_id = any ($1::bigint[]) and not incident_id = any ($2::bigint[])`,
      [ids, texts.map(({ id }) => id)],
    );
    await db.query(
      `insert into recurrence_texts as old (incident_id, words, resolved_at)
       select id, words, "resolvedAt" from jsonb_to_recordset($1::jsonb) as t (id bigint, words text, "resolvedAt" timestamptz)
       on conflict (incident_id) do update set words = excluded.words, resolved_at = excluded.resolved_at
       where (old.words, old.resolved_at) is distinct from (excluded.words, excluded.resolved_at)`,
      [JSON.stringify(texts)],
    );
  }

  /** Of these the incidents that are no more. */
  async findGone(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `select id from unnest($1::bigint[]) as t (id) where not exists (select from incidents i where i.id = t.id)`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  /**
   * Asks for a look at the later incidents that these can reach as they stand in the tables: of the same cause and
   * service, with an alike title, or suggested to recur one. Called before and after the words are saved.
   */
  async askLater(
    db: Queryable,
    ids: readonly string[],
    lookBackDays: number,
    withText: boolean,
  ): Promise<void> {
    if (ids.length === 0) return;
    const reached = `select l.id from incidents e
      join incidents l on coalesce(l.started_at, l.detected_at, l.declared_at) > e.resolved_at
        and coalesce(l.started_at, l.detected_at, l.declared_at) <= e.resolved_at + $2::integer * interval '1 day'
      where e.id = any ($1::bigint[])`;
    await db.query(
      `insert into recurrence_checks (incident_id, is_changed)
       select distinct id, false from (
         ${reached} and l.cause_category = e.cause_category
           and exists (select from incident_services x join incident_services y on y.service_id = x.service_id
             where x.incident_id = e.id and y.incident_id = l.id)
         union all
         ${withText ? `${reached} and exists (select from recurrence_texts x join recurrence_texts y on y.words % x.words where x.incident_id = e.id and y.incident_id = l.id) union all` : ''}
         select incident_id from incident_recurrences
         where earlier_incident_id = any ($1::bigint[]) and status = 'suggested'
       ) reached order by id
       on conflict (incident_id) do nothing`,
      [ids, lookBackDays],
    );
  }

  /**
   * As `askLater`, for everything that is on the list, in one statement: with hundreds of changed incidents every later
   * one in whose look-back window one of them ends is looked at. Nothing on the list is changed then.
   */
  async askWindows(db: Queryable, lookBackDays: number): Promise<void> {
    const row = await selectOne(
      db,
      z.object({ until: z.string().nullable() }),
      'select max(asked_at)::text as until from recurrence_checks where is_changed',
    );
    if (!row?.until) return;
    await db.query(
      `insert into recurrence_checks (incident_id, is_changed)
       select id, false from (
         -- walked through time: how long ago the last changed one ended
         select id, at, max(ended_at) over (order by at, id nulls first) as last_ended_at
         from (
           select null::bigint as id, i.resolved_at as at, i.resolved_at as ended_at
           from recurrence_checks c join incidents i on i.id = c.incident_id
           where c.is_changed and i.resolved_at is not null
           union all
           select i.id, ${BEGAN_AT}, null from incidents i
           where ${IS_COMPARED} and ${BEGAN_AT} is not null
             and not exists (select from recurrence_checks c where c.incident_id = i.id)
         ) points
       ) walked
       where id is not null and last_ended_at >= at - $1::integer * interval '1 day'
       union
       select r.incident_id, false from incident_recurrences r
       join recurrence_checks c on c.incident_id = r.earlier_incident_id and c.is_changed
       where r.status = 'suggested'
       order by 1
       on conflict (incident_id) do nothing`,
      [lookBackDays],
    );
    await db.query(
      'update recurrence_checks set is_changed = false where is_changed and asked_at <= $1::timestamptz',
      [row.until],
    );
  }

  /**
   * Makes these the suggestions of the incidents that were looked at. What a person or a source decided is not touched,
   * and a pair that was rejected is there already: it does not come back. Returns how many pairs changed.
   */
  async saveSuggestions(
    db: Queryable,
    looked: readonly { incidentId: string; suggestions: readonly Suggestion[] }[],
  ): Promise<number> {
    const pairs = looked.flatMap(({ incidentId, suggestions }) =>
      suggestions.map((suggestion) => ({ incidentId, ...suggestion })),
    );
    const row = await selectOne(
      db,
      z.object({ n: rowCount }),
      `with said as (
         select * from jsonb_to_recordset($1::jsonb)
           as t ("incidentId" bigint, "earlierId" bigint, strength real, reasons jsonb)
       ), gone as (
         delete from incident_recurrences r
         where r.incident_id = any ($2::bigint[]) and r.status = 'suggested'
           and not exists (select from said s where s."incidentId" = r.incident_id and s."earlierId" = r.earlier_incident_id)
         returning 1
       ), came as (
         insert into incident_recurrences as old (incident_id, earlier_incident_id, status, strength, reasons)
         select "incidentId", "earlierId", 'suggested', strength, reasons from said order by 1, 2
         on conflict (incident_id, earlier_incident_id) do update
           set strength = excluded.strength, reasons = excluded.reasons
           where old.status = 'suggested' and (old.strength, old.reasons) is distinct from (excluded.strength, excluded.reasons)
         returning 1
       ) select (select count(*) from gone) + (select count(*) from came) as n`,
      [JSON.stringify(pairs), looked.map(({ incidentId }) => incidentId)],
    );
    return row?.n ?? 0;
  }

  /** Not those that were asked for again meanwhile. */
  async removeDone(db: Queryable, checks: readonly DueCheck[]): Promise<void> {
    await db.query(
      `delete from recurrence_checks c using unnest($1::bigint[], $2::timestamptz[]) as t (id, asked_at)
       where c.incident_id = t.id and c.asked_at = t.asked_at`,
      [checks.map(({ incidentId }) => incidentId), checks.map(({ askedAt }) => askedAt)],
    );
  }

  /** Other rules than those by which the stored suggestions were worked out: all are looked at again. */
  async adoptRules(db: Queryable, rules: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowCount }),
      `insert into recurrence_rules as old (rules) values ($1)
       on conflict (id) do update set rules = excluded.rules where old.rules <> excluded.rules returning id`,
      [rules],
    );
    if (row !== null) await this.askAll(db);
    return row !== null;
  }

  /** Returns how many. Nothing changed in them, so none of them reaches another that is not on the list. */
  async askAll(db: Queryable): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ n: rowCount }),
      `with asked as (
         insert into recurrence_checks (incident_id, is_changed)
         select i.id, false from incidents i where ${IS_COMPARED} or exists (
           select from incident_recurrences r where r.incident_id = i.id and r.status = 'suggested')
         order by 1
         on conflict (incident_id) do nothing returning 1
       ) select count(*) as n from asked`,
    );
    return row?.n ?? 0;
  }

  async hasTextIndex(db: Queryable): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ has: z.boolean() }),
      `select to_regclass('recurrence_texts_words_idx') is not null as has`,
    );
    return row?.has === true;
  }

  /** Where pg_trgm came after the migration. */
  async makeTextIndex(db: Queryable): Promise<void> {
    await db.query(
      'create index if not exists recurrence_texts_words_idx on recurrence_texts using gin (words gin_trgm_ops)',
    );
  }
}
