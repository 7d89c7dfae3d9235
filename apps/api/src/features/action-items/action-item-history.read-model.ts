import { Injectable } from '@nestjs/common';
import { type ActionItemHistoryResponse, ActionItemStatus } from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select } from '../../database/select.js';

const StatusRow = z.object({
  id: rowId,
  fromStatus: ActionItemStatus.nullable(),
  toStatus: ActionItemStatus,
  at: rowInstant,
  atKnown: z.boolean(),
  source: z.string(),
  reason: z.string().nullable(),
  changedBy: z.string().nullable(),
  recordedAt: rowInstant,
  retracted: z.boolean(),
});
const EditRow = z.object({
  id: rowId,
  at: rowInstant,
  actorKind: z.enum(['user', 'token', 'system']),
  by: z.string(),
  action: z.enum(['created', 'changed', 'imported', 'synced', 'removed']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
type EditRow = z.output<typeof EditRow>;
const NameRow = z.object({ kind: z.enum(['teamId', 'ownerId', 'incidentId']), id: rowId, name: z.string() });

/** Fields that the history of statuses tells, or that say nothing to a person. */
const NOT_SHOWN = [
  'status',
  'statusAt',
  'reason',
  'humanFields',
  'incidentRef',
  'incidentRefSource',
  'isSample',
];

/** Everything that happened to one item: its statuses with their own times, and every other change. */
@Injectable()
export class ActionItemHistoryReadModel {
  constructor(private readonly dataSource: DataSource) {}

  async of(id: string): Promise<ActionItemHistoryResponse> {
    const [items, edits] = await Promise.all([this.statuses(id), this.edits(id)]);
    const names = await this.names(edits);
    return {
      items,
      edits: edits.flatMap(({ action, actorKind, before, after, ...edit }) => {
        const changes = action === 'created' ? [] : changesOf(before ?? {}, after ?? {}, names);
        if (action === 'removed' || (action !== 'created' && changes.length === 0)) return [];
        const source = action === 'imported' ? 'import' : actorKind === 'system' ? edit.by : 'human';
        return [{ ...edit, action, source, changes }];
      }),
    };
  }

  private statuses(id: string): Promise<ActionItemHistoryResponse['items']> {
    return select(
      this.dataSource,
      StatusRow,
      `select c.id, c.from_status as "fromStatus", c.to_status as "toStatus", c.at, c.at_known as "atKnown",
         c.source, c.reason, u.name as "changedBy", c.recorded_at as "recordedAt",
         c.retracted_at is not null as retracted
       from action_item_status_changes c left join users u on u.id = c.changed_by_id
       where c.action_item_id = $1::bigint order by c.at, c.id`,
      [id],
    );
  }

  private edits(id: string): Promise<EditRow[]> {
    return select(
      this.dataSource,
      EditRow,
      `select l.id, l.at, l.actor_kind as "actorKind", l.actor_name as by, l.action, l.before, l.after
       from audit_log l
       where l.subject_type = 'action_item' and l.subject_id = $1
         and l.action in ('created', 'changed', 'imported', 'synced', 'removed')
       order by l.id`,
      [id],
    );
  }

  /** What the ids in the changes are called today. */
  private async names(edits: readonly EditRow[]): Promise<ReadonlyMap<string, string>> {
    const idsOf = (field: string) => [
      ...new Set(
        edits.flatMap(({ before, after }) => [before?.[field], after?.[field]]).filter((id) => isId(id)),
      ),
    ];
    const rows = await select(
      this.dataSource,
      NameRow,
      `select 'teamId' as kind, id, name from teams where id = any ($1::bigint[])
       union all select 'ownerId', id, name from users where id = any ($2::bigint[])
       union all select 'incidentId', id, title from incidents where id = any ($3::bigint[])`,
      [idsOf('teamId'), idsOf('ownerId'), idsOf('incidentId')],
    );
    return new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,18}$/.test(value);
}

/** The fields that `before` names, with what they were set to; those that changed nothing are left out. */
function changesOf(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
): ActionItemHistoryResponse['edits'][number]['changes'] {
  const text = (field: string, value: unknown): string | null => {
    if (value === null || value === undefined) return null;
    return names.get(`${field} ${String(value)}`) ?? String(value);
  };
  return Object.keys(before)
    .filter((field) => !NOT_SHOWN.includes(field))
    .map((field) => ({ field, from: text(field, before[field]), to: text(field, after[field]) }))
    .filter(({ from, to }) => from !== to);
}
