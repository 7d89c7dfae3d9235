import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An agenda template that was deleted can be brought back, also after the page's own undo is gone. */
export class KeepDeletedReviewTemplates1795500100000 implements MigrationInterface {
  name = 'KeepDeletedReviewTemplates1795500100000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table review_templates add column deleted_at timestamptz;
      -- a few rows: nobody waits for the lock
      -- squawk-ignore require-concurrent-index-deletion
      drop index review_templates_default_key;
      create unique index review_templates_default_key on review_templates (coalesce(team_id, 0))
        where is_default and deleted_at is null
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    // what is deleted is gone for good where nothing can say that it is
    await q.query(`
      delete from review_templates where deleted_at is not null;
      drop index review_templates_default_key;
      create unique index review_templates_default_key on review_templates (coalesce(team_id, 0)) where is_default;
      alter table review_templates drop column deleted_at
    `);
  }
}
