import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The day that counts for an action item. `target_on` follows from the severity of its incident; triggers keep it, so
 * that it is right whoever writes (people, imports, trackers, a change of severity or of the settings), and a list of
 * 300,000 items can be ordered and counted by an index.
 */
export class AddActionItemDeadlines1795200200000 implements MigrationInterface {
  name = 'AddActionItemDeadlines1795200200000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- METRICS.md section 4: the clock starts when the severity was set or the item was made, whichever is later
      create function action_item_target(incident bigint, created timestamptz) returns date
        language plpgsql stable as $$
          declare
            target date;
          begin
            if incident is null then
              return null;
            end if;
            select (greatest(created, (select max(c.at) from incident_severity_changes c where c.incident_id = i.id))
                at time zone coalesce((select s.value #>> '{}' from settings s where s.key = 'defaultTimeZone'), 'UTC'))::date
              + coalesce((select (s.value ->> i.severity)::integer from settings s where s.key = 'actionItemTargetDays'),
                  case i.severity when 'SEV1' then 7 when 'SEV2' then 30 when 'SEV3' then 60 when 'SEV4' then 90 end)
              into target
            from incidents i where i.id = incident and i.severity is not null;
            return target;
          end
        $$
    `);
    await q.query(`alter table action_items add column target_on date`);
    await q.query(`
      update action_items set target_on = action_item_target(incident_id, created_at) where incident_id is not null
    `);
    await q.query(`
      -- Figures read whole cohorts, and everything that is open, off these two alone; the two that they contain go.
      create index action_items_cohort_idx on action_items (created_at) include (id, status, type, priority, team_id,
        incident_id, due_on, target_on, completed_at, declined_at);
      create index action_items_open_idx on action_items (created_at) include (id, status, type, priority, team_id,
        incident_id, due_on, target_on) where status in ('open', 'in_progress');
      -- squawk-ignore require-concurrent-index-deletion
      drop index action_items_created_at_idx;
      -- squawk-ignore require-concurrent-index-deletion
      drop index action_items_open_due_idx;
      -- The order of the list without a day in it: open by deadline, then done, declined, deleted, the latest first.
      create index action_items_list_idx on action_items ((
        case status when 'done' then 250000000000000 when 'declined' then 350000000000000
          when 'deleted' then 450000000000000 else 0 end
        + case when status in ('done', 'declined', 'deleted')
          then -(extract(epoch from coalesce(completed_at, declined_at, deleted_at, updated_at) at time zone 'UTC') * 1000)::bigint
          else coalesce((coalesce(due_on, target_on) - date '1970-01-01')::bigint, 90000000) end
      ), id);
      create index action_items_updated_at_idx on action_items (updated_at);

      create function set_action_item_target() returns trigger language plpgsql as $$
        begin
          new.target_on := action_item_target(new.incident_id, new.created_at);
          return new;
        end
      $$;
      create trigger action_items_target before insert or update of incident_id, created_at on action_items
        for each row execute function set_action_item_target();

      create function follow_incident_severity() returns trigger language plpgsql as $$
        begin
          update action_items a set target_on = action_item_target(a.incident_id, a.created_at)
          where a.incident_id = new.id
            and a.target_on is distinct from action_item_target(a.incident_id, a.created_at);
          return null;
        end
      $$;
      create trigger incidents_action_item_target after update of severity on incidents
        for each row when (old.severity is distinct from new.severity) execute function follow_incident_severity();

      create function follow_severity_changes() returns trigger language plpgsql as $$
        begin
          update action_items a set target_on = action_item_target(a.incident_id, a.created_at)
          where a.incident_id in (select incident_id from changed)
            and a.target_on is distinct from action_item_target(a.incident_id, a.created_at);
          return null;
        end
      $$;
      create trigger severity_changes_added after insert on incident_severity_changes
        referencing new table as changed for each statement execute function follow_severity_changes();
      create trigger severity_changes_changed after update on incident_severity_changes
        referencing new table as changed for each statement execute function follow_severity_changes();
      create trigger severity_changes_removed after delete on incident_severity_changes
        referencing old table as changed for each statement execute function follow_severity_changes();

      create function follow_target_settings() returns trigger language plpgsql as $$
        begin
          if coalesce(new.key, old.key) in ('actionItemTargetDays', 'defaultTimeZone') then
            update action_items a set target_on = action_item_target(a.incident_id, a.created_at)
            where a.incident_id is not null
              and a.target_on is distinct from action_item_target(a.incident_id, a.created_at);
          end if;
          return null;
        end
      $$;
      create trigger settings_action_item_target after insert or update or delete on settings
        for each row execute function follow_target_settings();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop trigger settings_action_item_target on settings;
      drop trigger severity_changes_added on incident_severity_changes;
      drop trigger severity_changes_changed on incident_severity_changes;
      drop trigger severity_changes_removed on incident_severity_changes;
      drop trigger incidents_action_item_target on incidents;
      drop trigger action_items_target on action_items;
      drop function follow_target_settings, follow_severity_changes, follow_incident_severity, set_action_item_target,
        action_item_target;
      drop index action_items_updated_at_idx, action_items_list_idx, action_items_open_idx, action_items_cohort_idx;
      create index action_items_created_at_idx on action_items (created_at);
      create index action_items_open_due_idx on action_items (due_on) where status in ('open', 'in_progress');
      alter table action_items drop column target_on;
    `);
  }
}
