import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, select } from '../../database/select.js';

@Injectable()
export class SettingsRepository {
  async findAll(db: Queryable): Promise<Map<string, unknown>> {
    const rows = await select(
      db,
      z.object({ key: z.string(), value: z.unknown() }),
      'select key, value from settings',
    );
    return new Map(rows.map((row) => [row.key, row.value]));
  }

  async save(db: Queryable, key: string, value: unknown, userId: string | null, now: Date): Promise<void> {
    await db.query(
      `insert into settings (key, value, updated_by_id, updated_at) values ($1, $2, $3, $4)
       on conflict (key) do update
         set value = excluded.value, updated_by_id = excluded.updated_by_id, updated_at = excluded.updated_at`,
      [key, JSON.stringify(value), userId, now],
    );
  }
}
