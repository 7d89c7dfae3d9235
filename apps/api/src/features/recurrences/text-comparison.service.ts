import { Injectable } from '@nestjs/common';
import type { TextComparison } from '@tenken/shared/recurrences.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type Queryable, rowCount, selectOne } from '../../database/select.js';
import { trigramWords } from './trigram-words.js';

const Row = z.object({ schema: z.string().nullable(), onServer: z.boolean() });
/** Written by people whose words C's ctype does not know as letters. */
const PROBE = trigramWords('決済画面の表示が遅い', []);
/** undefined_function, insufficient_privilege, undefined_file: pg_trgm itself. Any other error says nothing about it. */
const OF_PG_TRGM = ['42883', '42501', '58P01'];

/** Whether this server compares texts (pg_trgm). Asked each time: an administrator may add it while Tenken runs. */
@Injectable()
export class TextComparisonService {
  constructor(private readonly dataSource: DataSource) {}

  async state(): Promise<TextComparison> {
    const found = await this.find();
    if (found.schema === null)
      return { available: false, reason: found.onServer ? 'not_installed' : 'not_on_server' };
    const answers = await this.dataSource
      .transaction(async (db) => {
        await this.reach(db);
        const row = await selectOne(
          db,
          z.object({ similarity: rowCount }),
          `select similarity($1::text, $1::text) as similarity`,
          [PROBE],
        );
        return row?.similarity === 1;
      })
      .catch((error: unknown) => {
        if (OF_PG_TRGM.includes((error as { code?: string }).code ?? '')) return false;
        throw error;
      });
    return answers ? { available: true, reason: null } : { available: false, reason: 'not_usable' };
  }

  /**
   * For the rest of the transaction: finds pg_trgm also where it was created in a schema of its own, and lets `%` mean
   * "at least so alike".
   */
  async reach(db: Queryable, threshold = 0.3): Promise<void> {
    const { schema } = await this.find(db);
    await db.query(
      `select set_config('search_path', current_setting('search_path') || ', ' || quote_ident($1), true),
         set_config('pg_trgm.similarity_threshold', $2, true)`,
      [schema ?? 'public', String(threshold)],
    );
  }

  private async find(db: Queryable = this.dataSource.manager): Promise<z.output<typeof Row>> {
    const row = await selectOne(
      db,
      Row,
      `select (select n.nspname::text from pg_extension e join pg_namespace n on n.oid = e.extnamespace
           where e.extname = 'pg_trgm') as schema,
         exists (select from pg_available_extensions where name = 'pg_trgm') as "onServer"`,
    );
    return row ?? { schema: null, onServer: false };
  }
}
