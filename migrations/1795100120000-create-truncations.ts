import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that their sender cut: counts of its source over that time are lower bounds. Rare, so one row each. */
export class CreateTruncations1795100120000 implements MigrationInterface {
  name = 'CreateTruncations1795100120000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table truncations (
        source_id bigint not null references sources (id) on delete cascade,
        received_at timestamptz not null,
        -- no reference: deliveries go with their partitions, what they say of the figures stays
        delivery_id bigint not null,
        -- alerts that this message left out; the next message of the group leaves them out again
        alerts integer not null check (alerts > 0),
        primary key (source_id, received_at, delivery_id)
      )
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table truncations');
  }
}
