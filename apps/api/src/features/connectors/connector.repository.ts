import { Injectable } from '@nestjs/common';
import type { ConnectorSettings } from '@tenken/shared/connectors.contract';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, selectOne } from '../../database/select.js';
import { CONNECTOR_COLUMNS, ConnectorRecord } from './connector-record.js';

const IdRow = z.object({ id: rowId });

@Injectable()
export class ConnectorRepository {
  findById(db: Queryable, id: string): Promise<ConnectorRecord | null> {
    return selectOne(db, ConnectorRecord, `select ${CONNECTOR_COLUMNS} from connectors where id = $1`, [id]);
  }

  async insert(
    db: Queryable,
    made: {
      sourceId: string;
      kind: string;
      url: string;
      token: string | null;
      settings: ConnectorSettings;
      intervalSeconds: number;
      historyFrom: Date | null;
      now: Date;
    },
  ): Promise<string> {
    const row = await selectOne(
      db,
      IdRow,
      `insert into connectors (source_id, kind, url, token, settings, interval_seconds, created_at, next_run_at,
         history_from, history_until, history_done_from)
       values ($1, $2, $3, $4, $5, $6, $8, $8, $7, case when $7::timestamptz is not null then $8::timestamptz end,
         case when $7::timestamptz is not null then $8::timestamptz end)
       returning id`,
      [
        made.sourceId,
        made.kind,
        made.url,
        made.token,
        JSON.stringify(made.settings),
        made.intervalSeconds,
        made.historyFrom,
        made.now,
      ],
    );
    return row!.id;
  }

  /** What is left out stays. `disabledAt` null enables; an enabled connector is due at once. */
  async update(
    db: Queryable,
    id: string,
    change: {
      url?: string | undefined;
      token?: string | null | undefined;
      settings?: ConnectorSettings | undefined;
      intervalSeconds?: number | undefined;
      disabledAt?: Date | null | undefined;
      nextRunAt: Date;
    },
  ): Promise<void> {
    await db.query(
      `update connectors set url = coalesce($2, url), token = case when $3 then $4 else token end,
         settings = coalesce($5, settings), interval_seconds = coalesce($6, interval_seconds),
         disabled_at = case when $7 then $8 else disabled_at end, next_run_at = $9, failures = 0
       where id = $1`,
      [
        id,
        change.url ?? null,
        change.token !== undefined,
        change.token ?? null,
        change.settings === undefined ? null : JSON.stringify(change.settings),
        change.intervalSeconds ?? null,
        change.disabledAt !== undefined,
        change.disabledAt ?? null,
        change.nextRunAt,
      ],
    );
  }

  async delete(db: Queryable, id: string): Promise<void> {
    await db.query('delete from connectors where id = $1', [id]);
  }

  async wantRun(db: Queryable, id: string, now: Date): Promise<void> {
    await db.query('update connectors set next_run_at = $2, is_run_wanted = true where id = $1', [id, now]);
  }

  /** How many enabled connectors of a kind a source has. */
  async countEnabled(db: Queryable, sourceId: string, kind: string): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ n: rowCount }),
      `select count(*) as n from connectors where source_id = $1 and kind = $2 and disabled_at is null`,
      [sourceId, kind],
    );
    return row!.n;
  }
}
