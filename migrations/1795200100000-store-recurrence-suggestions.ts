import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Suggested recurrences are worked out when an incident is written and kept as rows of `incident_recurrences`
 * (docs/adr/0020-recurrence-by-text.md). Whoever writes an incident, the triggers put it on the list of those to be
 * looked at in the same transaction, so that no import, no script and no other feature can forget it.
 *
 * pg_trgm compares texts. A managed server may not have it, or not allow it: then this migration goes on without it,
 * and the product says so where text would be compared.
 */
export class StoreRecurrenceSuggestions1795200100000 implements MigrationInterface {
  name = 'StoreRecurrenceSuggestions1795200100000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- how strongly the reasons speak, from 0 to 1: the order in which people look at suggestions
      alter table incident_recurrences add column strength real not null default 0;
      create index incident_recurrences_suggested_idx on incident_recurrences (strength desc, id desc)
        where status = 'suggested';
      create index incident_recurrences_suggested_later_idx on incident_recurrences (incident_id)
        where status = 'suggested';
      create index incident_recurrences_confirmed_idx on incident_recurrences (incident_id) include (earlier_incident_id)
        where status = 'confirmed';
      create index incidents_resolved_at_idx on incidents (resolved_at);

      -- one row for each incident that can recur or be recurred: the words of its title, as pg_trgm compares them
      create table recurrence_texts (
        incident_id bigint primary key references incidents (id) on delete cascade,
        words text not null,
        resolved_at timestamptz
      );
      create index recurrence_texts_resolved_at_idx on recurrence_texts (resolved_at);

      -- incidents whose suggestions are to be worked out; without a foreign key, because one may be gone by then
      create table recurrence_checks (
        incident_id bigint primary key,
        -- false: nothing in it changed, only an earlier incident did; later ones need not be looked at
        is_changed boolean not null default true,
        asked_at timestamptz not null default clock_timestamp()
      );

      -- the rules by which the stored suggestions were worked out; other rules: all incidents are looked at again
      create table recurrence_rules (
        id integer primary key default 1 check (id = 1),
        rules text not null
      );

      create function ask_recurrence_checks() returns trigger language plpgsql as $$
      begin
        insert into recurrence_checks (incident_id)
        select distinct (to_jsonb(c) ->> tg_argv[0])::bigint from changed c order by 1
        on conflict (incident_id) do update set is_changed = true, asked_at = clock_timestamp();
        return null;
      end $$;

      create function ask_recurrence_check() returns trigger language plpgsql as $$
      begin
        insert into recurrence_checks (incident_id) values (new.id)
        on conflict (incident_id) do update set is_changed = true, asked_at = clock_timestamp();
        return null;
      end $$;

      create trigger incidents_inserted_ask_recurrence after insert on incidents
        referencing new table as changed for each statement execute function ask_recurrence_checks('id');
      create trigger incident_services_inserted_ask_recurrence after insert on incident_services
        referencing new table as changed for each statement execute function ask_recurrence_checks('incident_id');
      create trigger incident_services_deleted_ask_recurrence after delete on incident_services
        referencing old table as changed for each statement execute function ask_recurrence_checks('incident_id');
      create trigger incidents_updated_ask_recurrence after update on incidents for each row
        when ((old.title, old.kind, old.cause_category, old.trigger_category, old.started_at, old.detected_at,
            old.declared_at, old.resolved_at, old.duplicate_of_id, old.deleted_at, old.import_refs)
          is distinct from (new.title, new.kind, new.cause_category, new.trigger_category, new.started_at,
            new.detected_at, new.declared_at, new.resolved_at, new.duplicate_of_id, new.deleted_at, new.import_refs))
        execute function ask_recurrence_check();

      insert into recurrence_checks (incident_id) select id from incidents;
    `);
    await q.query(`
      do $$
      begin
        create extension if not exists pg_trgm;
      exception when others then
        raise notice 'Titles of incidents are not compared: pg_trgm is not available (%)', sqlerrm;
      end $$;

      do $$
      begin
        create index recurrence_texts_words_idx on recurrence_texts using gin (words gin_trgm_ops);
      exception when undefined_object then
        null;
      end $$;
    `);
  }

  /** pg_trgm stays: others may use it by now. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop trigger incidents_updated_ask_recurrence on incidents;
      drop trigger incident_services_deleted_ask_recurrence on incident_services;
      drop trigger incident_services_inserted_ask_recurrence on incident_services;
      drop trigger incidents_inserted_ask_recurrence on incidents;
      drop function ask_recurrence_check();
      drop function ask_recurrence_checks();
      drop table recurrence_rules, recurrence_checks, recurrence_texts;
      drop index incidents_resolved_at_idx;
      drop index incident_recurrences_confirmed_idx;
      drop index incident_recurrences_suggested_later_idx;
      drop index incident_recurrences_suggested_idx;
      delete from incident_recurrences where status = 'suggested';
      alter table incident_recurrences drop column strength;
    `);
  }
}
