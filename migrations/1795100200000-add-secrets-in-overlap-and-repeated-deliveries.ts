import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The secret that a source had before, for as long as both are taken; and deliveries that their sender sent again:
 * kept, without effect, pointing at the first one.
 */
export class AddSecretsInOverlapAndRepeatedDeliveries1795100200000 implements MigrationInterface {
  name = 'AddSecretsInOverlapAndRepeatedDeliveries1795100200000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table sources
        add column previous_secret text,
        add column previous_secret_until timestamptz;
      alter table deliveries
        -- the delivery with the same sender_delivery_id whose effect this one would repeat
        add column duplicate_of bigint,
        -- a person asked to read it again: then it is read, repeated or not
        add column replayed_at timestamptz;
      -- "was this id of this sender here before?", asked for each delivery that has one; people search by it as well
      create index deliveries_sender_id_idx on deliveries (sender_delivery_id, source_id)
        where sender_delivery_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop index deliveries_sender_id_idx;
      alter table deliveries drop column duplicate_of, drop column replayed_at;
      alter table sources drop column previous_secret, drop column previous_secret_until;
    `);
  }
}
