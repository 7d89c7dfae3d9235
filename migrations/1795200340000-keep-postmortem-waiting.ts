import type { MigrationInterface, QueryRunner } from 'typeorm';

const IS_SETTLED = `(p.status in ('reviewed', 'closed') or coalesce(p.waived_reason, '') <> '')`;

/**
 * `incidents.postmortem_waiting`: a postmortem is required, nobody waived it, and it is not reviewed. Kept by triggers
 * beside `postmortem_required`, so that the queue reads an index of what waits and not every incident. The triggers of
 * incidents come after those of `postmortem_required`: Postgres runs them in the order of their names.
 */
export class KeepPostmortemWaiting1795200340000 implements MigrationInterface {
  name = 'KeepPostmortemWaiting1795200340000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table incidents add column postmortem_waiting boolean not null default false;

      create function keep_postmortem_waiting() returns trigger language plpgsql as $$
        begin
          new.postmortem_waiting := new.postmortem_required and not exists (
            select from postmortems p where p.incident_id = new.id and ${IS_SETTLED});
          return new;
        end
      $$;
      create trigger incidents_postmortem_waiting_added before insert on incidents
        for each row execute function keep_postmortem_waiting();
      create trigger incidents_postmortem_waiting_changed
        before update of kind, duplicate_of_id, severity, detection_source, started_at, resolved_at, problems, deleted_at,
          postmortem_required
        on incidents for each row execute function keep_postmortem_waiting();

      create function follow_postmortem() returns trigger language plpgsql as $$
        begin
          update incidents i set postmortem_waiting = not i.postmortem_waiting
          where i.id = coalesce(new.incident_id, old.incident_id)
            and i.postmortem_waiting <> (i.postmortem_required and not exists (
              select from postmortems p where p.incident_id = i.id and ${IS_SETTLED}));
          return null;
        end
      $$;
      create trigger postmortems_waiting_added after insert on postmortems
        for each row execute function follow_postmortem();
      create trigger postmortems_waiting_changed after update of status, waived_reason on postmortems
        for each row execute function follow_postmortem();
      create trigger postmortems_waiting_removed after delete on postmortems
        for each row execute function follow_postmortem();

      update incidents i set postmortem_waiting = true
      where i.postmortem_required and not exists (
        select from postmortems p where p.incident_id = i.id and ${IS_SETTLED});
      create index incidents_postmortem_waiting_idx on incidents (resolved_at, id) where postmortem_waiting;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop trigger postmortems_waiting_removed on postmortems;
      drop trigger postmortems_waiting_changed on postmortems;
      drop trigger postmortems_waiting_added on postmortems;
      drop trigger incidents_postmortem_waiting_changed on incidents;
      drop trigger incidents_postmortem_waiting_added on incidents;
      drop function follow_postmortem, keep_postmortem_waiting;
      alter table incidents drop column postmortem_waiting;
    `);
  }
}
