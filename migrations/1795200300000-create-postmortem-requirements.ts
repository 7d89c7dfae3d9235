import type { MigrationInterface, QueryRunner } from 'typeorm';

const IS_REAL = `i.kind = 'incident' and i.duplicate_of_id is null`;
const BY_SEVERITY = `i.severity = any (array(select jsonb_array_elements_text(postmortem_criteria() -> 'severities')))`;
const BY_PERSON = `(select (postmortem_criteria() ->> 'detectedByPerson')::boolean)
  and i.detection_source not in ('alert', 'unknown')`;
/** An interval that cannot be right says nothing. */
const BY_TTR = `i.resolved_at - i.started_at
    > (select make_interval(mins => (postmortem_criteria() ->> 'ttrOverMinutes')::int))
  and (i.problems = '[]' or not exists (
    select from jsonb_array_elements(i.problems) as problem (value)
    where problem.value -> 'fields' <@ '["startedAt", "resolvedAt"]'))`;
/** Criteria that count when a person said them. */
const SAID = [
  ['user_impact', 'userImpact'],
  ['data_loss', 'dataLoss'],
  ['responder_stepped_in', 'responderSteppedIn'],
  ['money', 'money'],
  ['stakeholder_asked', 'stakeholderAsked'],
] as const;
const isOn = (setting: string) => `(select (postmortem_criteria() ->> '${setting}')::boolean)`;

/**
 * Which incidents need a postmortem, and by which criteria (METRICS.md section 5), as one view for every figure and
 * list. The criteria are the setting `postmortemCriteria`; the defaults stand here as well as in DEFAULT_SETTINGS (a
 * test compares them) and hold when there is no such row or it is of another shape.
 *
 * `is_required` says the same as `required_by <> '{}'` at less than half the cost: it stops at the first criterion,
 * and without `required_by` the planner leaves the join with postmortems out. Criteria are read in sub-selects without
 * an outer reference, so that they are worked out once for all rows.
 */
export class CreatePostmortemRequirements1795200300000 implements MigrationInterface {
  name = 'CreatePostmortemRequirements1795200300000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function postmortem_criteria() returns jsonb language sql stable parallel safe as $$
        select coalesce(
          (
            select s.value from settings s
            where s.key = 'postmortemCriteria'
              and s.value @? 'strict $ ? (
                @.severities.type() == "array"
                && !exists (@.severities[*] ? (@ != "SEV1" && @ != "SEV2" && @ != "SEV3" && @ != "SEV4"))
                && (@.ttrOverMinutes.type() == "null" || (@.ttrOverMinutes.type() == "number"
                  && @.ttrOverMinutes >= 1 && @.ttrOverMinutes <= 100000
                  && @.ttrOverMinutes.floor() == @.ttrOverMinutes))
                && @.detectedByPerson.type() == "boolean"
                && @.userImpact.type() == "boolean"
                && @.dataLoss.type() == "boolean"
                && @.responderSteppedIn.type() == "boolean"
                && @.money.type() == "boolean"
                && @.stakeholderAsked.type() == "boolean")'
              and case when jsonb_typeof(s.value) = 'object' then (s.value - array['severities', 'ttrOverMinutes',
                'detectedByPerson', 'userImpact', 'dataLoss', 'responderSteppedIn', 'money', 'stakeholderAsked'])
                = '{}' else false end
          ),
          '{"severities": ["SEV1", "SEV2"], "ttrOverMinutes": 60, "detectedByPerson": true, "userImpact": true,
            "dataLoss": true, "responderSteppedIn": true, "money": true, "stakeholderAsked": true}'
        )
      $$;

      create view postmortem_requirements as
      select i.id as incident_id,
        -- in the order of PostmortemCriterion: read from the incident, then said by a person
        array_remove(array[
          case when ${IS_REAL} and ${BY_SEVERITY} then 'severity' end,
          case when ${IS_REAL} and ${BY_PERSON} then 'detected_by_person' end,
          case when ${IS_REAL} and ${BY_TTR} then 'ttr_over_threshold' end,
          ${SAID.map(
            ([name, setting]) =>
              `case when '${name}' = any (p.required_by) and ${isOn(setting)} then '${name}' end`,
          ).join(', ')}
        ], null) as required_by,
        coalesce(
          ${IS_REAL} and (${BY_SEVERITY} or (${BY_PERSON}) or (${BY_TTR}))
          or exists (
            select from postmortems said
            where said.incident_id = i.id and said.required_by <> '{}'
              and (${SAID.map(
                ([name, setting]) => `'${name}' = any (said.required_by) and ${isOn(setting)}`,
              ).join(' or ')})
          ), false) as is_required
      from incidents i
      left join postmortems p on p.incident_id = i.id
      where i.deleted_at is null;

      comment on view postmortem_requirements is
        'Incidents (deleted ones left out) with the criteria by which they need a postmortem; {} = none needed. Waiving is postmortems.waived_reason.';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop view postmortem_requirements;
      drop function postmortem_criteria();
    `);
  }
}
