import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an incident came back is asked for every incident of a period: by the earlier one, confirmed pairs alone. */
export class IndexConfirmedRecurrences1795200110000 implements MigrationInterface {
  name = 'IndexConfirmedRecurrences1795200110000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create index incident_recurrences_confirmed_earlier_idx
        on incident_recurrences (earlier_incident_id) include (incident_id) where status = 'confirmed'
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop index incident_recurrences_confirmed_earlier_idx');
  }
}
