import { Injectable } from '@nestjs/common';
import { ImportMapping } from '@tenken/shared/imports.contract';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const MappingRow = z.object({ id: rowId, mapping: ImportMapping });
type KeptMapping = z.output<typeof MappingRow>;

/** Mappings that people made, one for each kind and set of columns. */
@Injectable()
export class ImportMappingRepository {
  find(db: Queryable, kind: string, headerKey: string): Promise<KeptMapping | null> {
    return selectOne(
      db,
      MappingRow,
      'select id, mapping from import_mappings where kind = $1 and header_key = $2',
      [kind, headerKey],
    );
  }

  findById(db: Queryable, kind: string, id: string): Promise<KeptMapping | null> {
    return selectOne(db, MappingRow, 'select id, mapping from import_mappings where kind = $1 and id = $2', [
      kind,
      id,
    ]);
  }

  /** The id, which stays when the mapping of the same columns is kept again. */
  async keep(
    db: Queryable,
    kept: {
      kind: string;
      headerKey: string;
      headers: readonly string[];
      mapping: ImportMapping;
      userId: string | null;
    },
  ): Promise<string> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `with kept as (
         insert into import_mappings (kind, header_key, headers, mapping, updated_by_id)
         values ($1, $2, $3, $4, $5)
         on conflict (kind, header_key) do update set headers = excluded.headers, mapping = excluded.mapping,
           updated_by_id = excluded.updated_by_id, updated_at = now()
         returning id
       ) select id from kept`,
      [kept.kind, kept.headerKey, JSON.stringify(kept.headers), JSON.stringify(kept.mapping), kept.userId],
    );
    return row!.id;
  }
}
