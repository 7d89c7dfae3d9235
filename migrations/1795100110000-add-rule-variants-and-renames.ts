import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What sources say that their rules are: all definitions of one name, where they stand, and which rule is another one
 * under a new name. A rename links two rules and moves no episode, so that it can be undone; figures are told for
 * `current_id`.
 */
export class AddRuleVariantsAndRenames1795100110000 implements MigrationInterface {
  name = 'AddRuleVariantsAndRenames1795100110000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- file, folder or account that the group is in
      alter table alert_rules add column file text;
      -- the last time that its source listed it
      alter table alert_rules add column defined_at timestamptz;
      -- the rule that took its place under another name, at the end of a chain of renames
      -- a table of thousands of rows: checking and rewriting it takes less than a second
      -- squawk-ignore adding-foreign-key-constraint
      alter table alert_rules add column renamed_to_id bigint references alert_rules (id) on delete set null;
      -- squawk-ignore adding-field-with-default
      alter table alert_rules add column current_id bigint generated always as (coalesce(renamed_to_id, id)) stored;
      create index alert_rules_current_id_idx on alert_rules (current_id);

      -- every definition that goes by this rule's name (a warning and a critical one, …), the first one included
      alter table alert_rule_versions add column variants jsonb not null default '[]';

      create table alert_rule_renames (
        id bigint generated always as identity primary key,
        from_rule_id bigint not null references alert_rules (id) on delete cascade,
        to_rule_id bigint not null references alert_rules (id) on delete cascade,
        at timestamptz not null,
        undone_at timestamptz,
        undone_by_id bigint references users (id) on delete set null,
        -- once undone it is not found again
        unique (from_rule_id, to_rule_id)
      );
      create index alert_rule_renames_to_rule_id_idx on alert_rule_renames (to_rule_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table alert_rule_renames;
      alter table alert_rule_versions drop column variants;
      alter table alert_rules drop column current_id;
      alter table alert_rules drop column renamed_to_id, drop column defined_at, drop column file
    `);
  }
}
