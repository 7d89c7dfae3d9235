import { Injectable } from '@nestjs/common';
import { ActionItemPriority, ActionItemStatus, ActionItemType } from '@tenken/shared/action-items.contract';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { toDate } from '../../database/to-date.js';
import type { StatusChange } from './fold-status-changes.js';

const ActionItemRecord = z.object({
  id: rowId,
  source: z.string(),
  externalId: z.string().nullable(),
  incidentId: rowId.nullable(),
  title: z.string(),
  description: z.string().nullable(),
  type: ActionItemType,
  priority: ActionItemPriority.nullable(),
  owner: z.string().nullable(),
  ownerId: rowId.nullable(),
  teamId: rowId.nullable(),
  status: ActionItemStatus,
  dueOn: z.string().nullable(),
  createdAt: rowInstant,
  startedAt: rowInstant.nullable(),
  completedAt: rowInstant.nullable(),
  declinedAt: rowInstant.nullable(),
  declineReason: z.string().nullable(),
  deletedAt: rowInstant.nullable(),
  url: z.string().nullable(),
  incidentRefSource: z.string().nullable(),
  incidentRef: z.string().nullable(),
  humanFields: z.array(z.string()),
  sourceChangedAt: rowInstant.nullable(),
  rowVersion: z.number().int(),
  isSample: z.boolean(),
});
/** A whole row of `action_items`; instants are ISO strings. */
export type ActionItemRecord = z.infer<typeof ActionItemRecord>;
export type NewActionItem = Omit<ActionItemRecord, 'id' | 'rowVersion'>;

const COLUMNS = `id, source, external_id as "externalId", incident_id as "incidentId", title, description, type,
  priority, owner, owner_id as "ownerId", team_id as "teamId", status, due_on as "dueOn",
  created_at as "createdAt", started_at as "startedAt", completed_at as "completedAt",
  declined_at as "declinedAt", decline_reason as "declineReason", deleted_at as "deletedAt", url,
  incident_ref_source as "incidentRefSource", incident_ref as "incidentRef", human_fields as "humanFields",
  source_changed_at as "sourceChangedAt", row_version as "rowVersion", is_sample as "isSample"`;

const HistoryRow = z.object({
  toStatus: ActionItemStatus,
  at: rowInstant,
  atKnown: z.boolean(),
  reason: z.string().nullable(),
});

/** Writes action items and their history of statuses. */
@Injectable()
export class ActionItemRepository {
  findForUpdate(db: Queryable, id: string): Promise<ActionItemRecord | null> {
    return selectOne(
      db,
      ActionItemRecord,
      `select ${COLUMNS} from action_items where id = $1::bigint for update`,
      [id],
    );
  }

  /** The item that has, or once had, one of these ids in its tracker. */
  findByAnyIdForUpdate(
    db: Queryable,
    source: string,
    externalIds: readonly string[],
  ): Promise<ActionItemRecord | null> {
    return selectOne(
      db,
      ActionItemRecord,
      `select ${COLUMNS} from action_items
       where (source = $1 and external_id = any($2::text[])) or id in (
         select action_item_id from action_item_former_ids where source = $1 and external_id = any($2::text[])
       )
       order by source = $1 and external_id = $3 desc, id limit 1 for update`,
      [source, externalIds, externalIds[0]],
    );
  }

  /** Remembers the ids that an item had before it was moved; messages of then may still come. */
  async addFormerIds(
    db: Queryable,
    id: string,
    source: string,
    externalIds: readonly string[],
  ): Promise<void> {
    if (externalIds.length === 0) return;
    await db.query(
      `insert into action_item_former_ids (source, external_id, action_item_id)
       select $1, former, $2 from unnest($3::text[]) as former order by former on conflict do nothing`,
      [source, id, externalIds],
    );
  }

  /** The oldest item that names this address and is not yet followed in the tracker. */
  findByUrlForUpdate(db: Queryable, url: string): Promise<ActionItemRecord | null> {
    return selectOne(
      db,
      ActionItemRecord,
      `select ${COLUMNS} from action_items where url = $1 order by id limit 1 for update`,
      [url],
    );
  }

  /** Returns null when (source, external id) is taken. */
  async insert(
    db: Queryable,
    item: NewActionItem,
    recordedById: string | null,
  ): Promise<ActionItemRecord | null> {
    return selectOne(
      db,
      ActionItemRecord,
      `insert into action_items (source, external_id, incident_id, title, description, type, priority, owner,
         owner_id, team_id, status, due_on, created_at, started_at, completed_at, declined_at, decline_reason,
         deleted_at, url, incident_ref_source, incident_ref, human_fields, source_changed_at, is_sample,
         recorded_by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
         $22, $23, $24, $25)
       on conflict (source, external_id) do nothing
       returning ${COLUMNS}`,
      [...values(item), recordedById],
    );
  }

  async save(db: Queryable, item: ActionItemRecord): Promise<void> {
    await db.query(
      `update action_items set source = $1, external_id = $2, incident_id = $3, title = $4, description = $5,
         type = $6, priority = $7, owner = $8, owner_id = $9, team_id = $10, status = $11, due_on = $12,
         created_at = $13, started_at = $14, completed_at = $15, declined_at = $16, decline_reason = $17,
         deleted_at = $18, url = $19, incident_ref_source = $20, incident_ref = $21, human_fields = $22,
         source_changed_at = $23, is_sample = $24, row_version = row_version + 1, updated_at = now()
       where id = $25::bigint`,
      [...values(item), item.id],
    );
  }

  findStatusChanges(db: Queryable, id: string): Promise<StatusChange[]> {
    return select(
      db,
      HistoryRow,
      `select to_status as "toStatus", at, at_known as "atKnown", reason
       from action_item_status_changes where action_item_id = $1::bigint and retracted_at is null
       order by at, id`,
      [id],
    );
  }

  async addStatusChange(
    db: Queryable,
    id: string,
    change: StatusChange & {
      fromStatus: ActionItemStatus | null;
      source: string;
      changedById: string | null;
    },
  ): Promise<void> {
    await db.query(
      `insert into action_item_status_changes
         (action_item_id, from_status, to_status, at, at_known, source, reason, changed_by_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        change.fromStatus,
        change.toStatus,
        toDate(change.at),
        change.atKnown,
        change.source,
        change.reason,
        change.changedById,
      ],
    );
  }

  /** Undo: what people changed after an instant no longer counts. */
  async retractHumanChangesAfter(db: Queryable, id: string, at: string): Promise<void> {
    await db.query(
      `update action_item_status_changes set retracted_at = now()
       where action_item_id = $1::bigint and source = 'human' and at > $2 and retracted_at is null`,
      [id, toDate(at)],
    );
  }

  /** Ties items that came before their incident to it. Returns how many. */
  async attachToIncidents(
    db: Queryable,
    source: string,
    incidents: readonly { id: string; externalId: string }[],
  ): Promise<number> {
    const rows = await select(
      db,
      z.object({ id: rowId }),
      `with attached as (
         update action_items a set incident_id = t.id, updated_at = now(), row_version = row_version + 1
         from unnest($1::bigint[], $3::text[]) as t (id, external_id)
         where a.incident_id is null and a.incident_ref_source = $2 and a.incident_ref = t.external_id
         returning a.id
       ) select id from attached`,
      [incidents.map(({ id }) => id), source, incidents.map(({ externalId }) => externalId)],
    );
    return rows.length;
  }

  async findIncidentId(db: Queryable, source: string, externalId: string): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `select id from incidents where source = $1 and external_id = $2`,
      [source, externalId],
    );
    return row?.id ?? null;
  }

  async incidentExists(db: Queryable, id: string): Promise<boolean> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `select id from incidents where id = $1::bigint and deleted_at is null`,
      [id],
    );
    return row !== null;
  }

  async findTeamId(db: Queryable, nameOrKey: string): Promise<string | null> {
    const row = await selectOne(
      db,
      z.object({ id: rowId }),
      `select id from teams where key = lower($1) or lower(name) = lower($1) order by id limit 1`,
      [nameOrKey],
    );
    return row?.id ?? null;
  }
}

function values(item: NewActionItem): unknown[] {
  return [
    item.source,
    item.externalId,
    item.incidentId,
    item.title,
    item.description,
    item.type,
    item.priority,
    item.owner,
    item.ownerId,
    item.teamId,
    item.status,
    item.dueOn,
    toDate(item.createdAt),
    toDate(item.startedAt),
    toDate(item.completedAt),
    toDate(item.declinedAt),
    item.declineReason,
    toDate(item.deletedAt),
    item.url,
    item.incidentRefSource,
    item.incidentRef,
    item.humanFields,
    toDate(item.sourceChangedAt),
    item.isSample,
  ];
}
