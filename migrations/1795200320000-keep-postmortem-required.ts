import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Criteria that count when a person said them, and the settings that switch them on. */
const SAID = [
  ['user_impact', 'userImpact'],
  ['data_loss', 'dataLoss'],
  ['responder_stepped_in', 'responderSteppedIn'],
  ['money', 'money'],
  ['stakeholder_asked', 'stakeholderAsked'],
] as const;
const isOn = (setting: string) => `(select (postmortem_criteria() ->> '${setting}')::boolean)`;

/** One condition per criterion for a row `i` of incidents and its postmortem `p`; the same for the view and the trigger. */
const IS_REAL = `i.kind = 'incident' and i.duplicate_of_id is null`;
const CRITERIA = [
  [
    'severity',
    `${IS_REAL} and i.severity = any (array(select jsonb_array_elements_text(postmortem_criteria() -> 'severities')))`,
  ],
  [
    'detected_by_person',
    `${IS_REAL} and i.detection_source not in ('alert', 'unknown') and ${isOn('detectedByPerson')}`,
  ],
  [
    'ttr_over_threshold',
    // an interval that cannot be right says nothing
    `${IS_REAL} and i.resolved_at - i.started_at
      > (select make_interval(mins => (postmortem_criteria() ->> 'ttrOverMinutes')::int))
    and (i.problems = '[]' or not exists (
      select from jsonb_array_elements(i.problems) as problem (value)
      where problem.value -> 'fields' <@ '["startedAt", "resolvedAt"]'))`,
  ],
  ...SAID.map(([name, setting]) => [name, `'${name}' = any (p.required_by) and ${isOn(setting)}`] as const),
] as const;
const REQUIRED_BY = `array_remove(array[
  ${CRITERIA.map(([name, condition]) => `case when ${condition} then '${name}' end`).join(',\n  ')}
], null)`;

/**
 * `incidents.postmortem_required` keeps what the view `postmortem_requirements` says, so that lists and figures over
 * 100,000 incidents read a column instead of judging every row. Triggers keep it right whoever writes: the incident,
 * what a person said of it, or the criteria in the settings. The view goes on to give the criteria by name, and takes
 * `is_required` from the column.
 */
export class KeepPostmortemRequired1795200320000 implements MigrationInterface {
  name = 'KeepPostmortemRequired1795200320000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table incidents add column postmortem_required boolean not null default false;

      create or replace view postmortem_requirements as
      select i.id as incident_id, ${REQUIRED_BY} as required_by, i.postmortem_required as is_required
      from incidents i
      left join postmortems p on p.incident_id = i.id
      where i.deleted_at is null;

      create function keep_postmortem_required() returns trigger language plpgsql as $$
        declare
          i incidents := new;
          p postmortems;
        begin
          select * into p from postmortems where incident_id = new.id;
          new.postmortem_required := ${REQUIRED_BY} <> '{}';
          return new;
        end
      $$;
      create trigger incidents_postmortem_required_added before insert on incidents
        for each row execute function keep_postmortem_required();
      create trigger incidents_postmortem_required_changed
        before update of kind, duplicate_of_id, severity, detection_source, started_at, resolved_at, problems, deleted_at
        on incidents for each row execute function keep_postmortem_required();

      create function follow_said_criteria() returns trigger language plpgsql as $$
        declare
          incident bigint := coalesce(new.incident_id, old.incident_id);
        begin
          update incidents i set postmortem_required = r.required_by <> '{}'
          from postmortem_requirements r
          where i.id = incident and r.incident_id = incident and i.postmortem_required <> (r.required_by <> '{}');
          return null;
        end
      $$;
      create trigger postmortems_said_added after insert on postmortems
        for each row when (new.required_by <> '{}') execute function follow_said_criteria();
      create trigger postmortems_said_changed after update of required_by on postmortems
        for each row when (old.required_by <> new.required_by) execute function follow_said_criteria();
      create trigger postmortems_said_removed after delete on postmortems
        for each row when (old.required_by <> '{}') execute function follow_said_criteria();

      create function follow_postmortem_criteria() returns trigger language plpgsql as $$
        begin
          if 'postmortemCriteria' in (new.key, old.key) then
            -- waits for writers that judge by the criteria of before, and lets the next ones wait for the new ones
            lock table incidents in share row exclusive mode;
            update incidents i set postmortem_required = r.required_by <> '{}'
            from postmortem_requirements r
            where r.incident_id = i.id and i.postmortem_required <> (r.required_by <> '{}');
          end if;
          return null;
        end
      $$;
      create trigger settings_postmortem_criteria after insert or update or delete on settings
        for each row execute function follow_postmortem_criteria();

      update incidents i set postmortem_required = true
      from postmortem_requirements r where r.incident_id = i.id and r.required_by <> '{}';
      create index incidents_postmortem_required_idx on incidents (resolved_at, id) where postmortem_required;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop trigger settings_postmortem_criteria on settings;
      drop trigger postmortems_said_removed on postmortems;
      drop trigger postmortems_said_changed on postmortems;
      drop trigger postmortems_said_added on postmortems;
      drop trigger incidents_postmortem_required_changed on incidents;
      drop trigger incidents_postmortem_required_added on incidents;
      drop function follow_postmortem_criteria, follow_said_criteria, keep_postmortem_required;
      create or replace view postmortem_requirements as
      select i.id as incident_id, ${REQUIRED_BY} as required_by, ${REQUIRED_BY} <> '{}' as is_required
      from incidents i
      left join postmortems p on p.incident_id = i.id
      where i.deleted_at is null;
      alter table incidents drop column postmortem_required;
    `);
  }
}
