import type { MigrationInterface, QueryRunner } from 'typeorm';

const FUNCTIONS = [
  'count_business_days(date, date, text, smallint[])',
  'add_business_days(date, integer, text, smallint[])',
];

/** A day that is not known has no business days to another: null, where `greatest` would have made 0 of it. */
export class MakeBusinessDaysStrict1795200330000 implements MigrationInterface {
  name = 'MakeBusinessDaysStrict1795200330000';

  async up(q: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) await q.query(`alter function ${signature} strict`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const signature of FUNCTIONS) await q.query(`alter function ${signature} called on null input`);
  }
}
