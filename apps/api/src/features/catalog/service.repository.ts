import { Injectable } from '@nestjs/common';
import type { Service } from '@tenken/shared/services.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';

const ServiceRow = z.object({
  id: rowId,
  key: z.string(),
  name: z.string(),
  teamId: rowId.nullable(),
  teamName: z.string().nullable(),
  parentId: rowId.nullable(),
  description: z.string().nullable(),
  runbookUrl: z.string().nullable(),
  aliases: z.array(z.string()),
  isSample: z.boolean(),
  createdAt: rowInstant,
  archivedAt: rowInstant.nullable(),
});

const SELECT = `select s.id, s.key, s.name, s.team_id as "teamId", t.name as "teamName",
    s.parent_id as "parentId", s.description, s.runbook_url as "runbookUrl", s.aliases,
    s.is_sample as "isSample", s.created_at as "createdAt", s.archived_at as "archivedAt"
  from services s left join teams t on t.id = s.team_id`;

/** Any number: it only has to be the same in all processes. */
const TREE_LOCK = 51_702_260;

/** The part of a service that people write. */
export interface ServiceFields {
  name: string;
  teamId: string | null;
  parentId: string | null;
  description: string | null;
  runbookUrl: string | null;
  aliases: string[];
}

@Injectable()
export class ServiceRepository {
  /** By name; `after` is the last row of the page before. */
  findPage(
    db: Queryable,
    page: {
      archived: boolean;
      teamId: string | null;
      after: { name: string; id: string } | undefined;
      limit: number;
    },
  ): Promise<Service[]> {
    return select(
      db,
      ServiceRow,
      `${SELECT}
       where ($1 or s.archived_at is null)
         and ($2::bigint is null or s.team_id = $2)
         and ($3::text is null or (lower(s.name), s.id) > ($3, $4::bigint))
       order by lower(s.name), s.id limit $5`,
      [page.archived, page.teamId, page.after?.name ?? null, page.after?.id ?? null, page.limit],
    );
  }

  findById(db: Queryable, id: string): Promise<Service | null> {
    return selectOne(db, ServiceRow, `${SELECT} where s.id = $1`, [id]);
  }

  /** One change of the catalogue at a time: two moves at once could make a circle that neither of them sees. */
  async lockTree(db: Queryable): Promise<void> {
    await db.query('select pg_advisory_xact_lock($1)', [TREE_LOCK]);
  }

  /** True when `id` is `parentId` or stands above it. */
  async wouldMakeCircle(db: Queryable, id: string, parentId: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ circle: z.boolean() }),
      `with recursive above as (
         select id, parent_id from services where id = $2
         union
         select s.id, s.parent_id from services s join above a on s.id = a.parent_id
       )
       select exists (select 1 from above where id = $1) as circle`,
      [id, parentId],
    );
    return row!.circle;
  }

  /** A name or alias that another service answers to, or null. Names are compared without case. */
  async findTakenName(
    db: Queryable,
    names: readonly string[],
    exceptId: string | null,
  ): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ name: z.string() }),
      `select t.name from unnest($1::text[]) as t (name)
       join services s on (lower(s.name) = lower(t.name) or s.key = t.name
         or lower(t.name) = any (select lower(a) from unnest(s.aliases) a))
       where $2::bigint is null or s.id <> $2
       order by t.name limit 1`,
      [names, exceptId],
    );
    return row?.name ?? null;
  }

  async teamExists(db: Queryable, id: string): Promise<boolean> {
    const rows = await select(db, z.object({ id: rowId }), 'select id from teams where id = $1', [id]);
    return rows.length > 0;
  }

  /** Null when the key is taken. */
  async insert(db: Queryable, key: string, service: ServiceFields): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `insert into services (key, name, team_id, parent_id, description, runbook_url, aliases)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do nothing returning id`,
      [key, ...columns(service)],
    );
    return row?.id ?? null;
  }

  async update(db: Queryable, id: string, service: ServiceFields): Promise<void> {
    await db.query(
      `update services set name = $2, team_id = $3, parent_id = $4, description = $5, runbook_url = $6, aliases = $7
       where id = $1`,
      [id, ...columns(service)],
    );
  }

  async setArchivedAt(db: Queryable, id: string, at: Date | null): Promise<void> {
    await db.query('update services set archived_at = $2 where id = $1', [id, at]);
  }

  /** True when anything speaks of the service: then it is archived, not deleted. */
  async isUsed(db: Queryable, id: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ used: z.boolean() }),
      `select exists (select 1 from services where parent_id = $1)
           or exists (select 1 from alert_rules where service_id = $1)
           or exists (select 1 from incident_services where service_id = $1)
           or exists (select 1 from coverage_gaps where service_id = $1)
           or exists (select 1 from review_session_services where service_id = $1)
           or exists (select 1 from sources where service_id = $1)
           or exists (select 1 from episodes where service_id = $1) as used`,
      [id],
    );
    return row!.used;
  }

  async remove(db: Queryable, id: string): Promise<void> {
    await db.query('delete from services where id = $1', [id]);
  }
}

function columns(service: ServiceFields): unknown[] {
  return [
    service.name,
    service.teamId,
    service.parentId,
    service.description,
    service.runbookUrl,
    service.aliases,
  ];
}
