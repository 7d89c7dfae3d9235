import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, selectOne } from '../../database/select.js';

/** One matcher of a silence, as Alertmanager writes them. */
export interface SilenceMatcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

/** A silence (mute, downtime) as its source has it. */
export interface SilenceRecord {
  externalId: string;
  /** all must match */
  matchers: readonly SilenceMatcher[];
  comment: string | null;
  createdBy: string | null;
  startsAt: Date;
  endsAt: Date | null;
  updatedAt: Date;
}

/** Silences of the sources: who hid what, from when to when. */
@Injectable()
export class SilenceService {
  /** Makes or updates silences; an older version of one that is known changes nothing. Returns how many changed. */
  async apply(db: Queryable, sourceId: string, silences: readonly SilenceRecord[]): Promise<number> {
    if (silences.length === 0) return 0;
    const newest = new Map<string, SilenceRecord>();
    for (const silence of silences) {
      const known = newest.get(silence.externalId);
      if (known === undefined || known.updatedAt <= silence.updatedAt)
        newest.set(silence.externalId, silence);
    }
    const row = await selectOne(
      db,
      z.object({ changed: rowCount }),
      `with i as (
         select * from jsonb_to_recordset($2::jsonb) as t ("externalId" text, matchers jsonb, comment text,
           "createdBy" text, "startsAt" timestamptz, "endsAt" timestamptz, "updatedAt" timestamptz)
       ), changed as (
         insert into silences as s (source_id, external_id, matchers, comment, created_by, starts_at, ends_at, updated_at)
         select $1, "externalId", matchers, comment, "createdBy", "startsAt", "endsAt", "updatedAt"
         from i order by "externalId"
         on conflict (source_id, external_id) do update set matchers = excluded.matchers, comment = excluded.comment,
           created_by = excluded.created_by, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
           updated_at = excluded.updated_at
         where s.updated_at < excluded.updated_at
         returning 1
       )
       select count(*) as changed from changed`,
      [sourceId, JSON.stringify([...newest.values()])],
    );
    return row!.changed;
  }

  /** Forgets silences that ended before an instant. Up to `limit` of them; returns how many. */
  async dropBefore(db: Queryable, before: Date, limit: number): Promise<number> {
    const row = await selectOne(
      db,
      z.object({ dropped: rowCount }),
      `with old as (select ctid from silences where ends_at < $1 limit $2),
       dropped as (delete from silences t using old where t.ctid = old.ctid returning 1)
       select count(*) as dropped from dropped`,
      [before, limit],
    );
    return row!.dropped;
  }
}
