import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, selectOne } from '../../database/select.js';

/** A change to a system (deployment, configuration) that a sender told of: a mark on time lines. */
export interface ChangeRecord {
  /** the sender's id, or a digest of what it said */
  externalId: string;
  at: Date;
  summary: string;
  /** name of the service in the source's words; kept as a name, a change makes no service */
  service: string | null;
  url: string | null;
  detail: Readonly<Record<string, unknown>>;
}

/** Changes that senders tell of. */
@Injectable()
export class ChangeEventService {
  /** Adds changes; one that is known stays as it is. Returns how many were new. */
  async apply(db: Queryable, sourceId: string, changes: readonly ChangeRecord[]): Promise<number> {
    if (changes.length === 0) return 0;
    const row = await selectOne(
      db,
      z.object({ made: rowCount }),
      `with made as (
         insert into change_events (source_id, external_id, at, summary, service_name, url, detail)
         select $1, "externalId", at, summary, service, url, detail
         from jsonb_to_recordset($2::jsonb) as t ("externalId" text, at timestamptz, summary text, service text,
           url text, detail jsonb)
         order by "externalId"
         on conflict (source_id, external_id) do nothing returning 1
       )
       select count(*) as made from made`,
      [sourceId, JSON.stringify(changes)],
    );
    return row!.made;
  }

  /** Forgets changes made before an instant. Up to `limit` of them; returns how many. */
  async dropBefore(db: Queryable, before: Date, limit: number): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ dropped: rowCount }),
      `with old as (select ctid from change_events where at < $1 limit $2),
       dropped as (delete from change_events t using old where t.ctid = old.ctid returning 1)
       select count(*) as dropped from dropped`,
      [before, limit],
    );
    return row!.dropped;
  }
}
