import { Injectable } from '@nestjs/common';
import {
  type DecisionKind,
  DecisionKindSchema,
  type DecisionStatus,
} from '@tenken/shared/decisions.contract';
import { z } from 'zod';
import { type Queryable, rowId, selectOne } from '../../database/select.js';

const IdRow = z.object({ id: rowId });
const StateRow = z.object({
  id: rowId,
  kind: DecisionKindSchema,
  status: z.enum(['open', 'done', 'cancelled']),
  review_session_id: rowId.nullable(),
  action_item_id: rowId.nullable(),
  alert_rule_id: rowId.nullable(),
  row_version: z.number(),
});
type StateRow = z.output<typeof StateRow>;

/** What a decision is made of; `undefined` leaves a field as it is. */
export interface DecisionFields {
  kind?: DecisionKind | undefined;
  reason?: string | undefined;
  owner?: string | null | undefined;
  ownerId?: string | null | undefined;
  dueOn?: string | null | undefined;
  effectiveAt?: Date | null | undefined;
  acceptedPerWeek?: number | null | undefined;
  acceptedUntil?: string | null | undefined;
  mergeIntoRuleId?: string | null | undefined;
}

@Injectable()
export class DecisionRepository {
  async insert(
    db: Queryable,
    row: DecisionFields & {
      reviewSessionId: string | null;
      alertRuleId: string;
      kind: DecisionKind;
      status: DecisionStatus;
      evidence: unknown;
      userId: string | null;
      at: Date;
    },
  ): Promise<string> {
    const inserted = await selectOne(
      db,
      IdRow,
      `insert into decisions (review_session_id, alert_rule_id, kind, reason, owner, owner_id, due_on, effective_at,
         status, evidence, created_by_id, created_at, closed_at, accepted_per_week, accepted_until, merge_into_rule_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning id`,
      [
        row.reviewSessionId,
        row.alertRuleId,
        row.kind,
        row.reason ?? '',
        row.owner ?? null,
        row.ownerId ?? null,
        row.dueOn ?? null,
        row.effectiveAt ?? null,
        row.status,
        JSON.stringify(row.evidence),
        row.userId,
        row.at,
        row.status === 'open' ? null : row.at,
        row.acceptedPerWeek ?? null,
        row.acceptedUntil ?? null,
        row.mergeIntoRuleId ?? null,
      ],
    );
    return inserted!.id;
  }

  /** Locks the row until the transaction ends. */
  async findForUpdate(db: Queryable, id: string): Promise<StateRow | null> {
    return selectOne(
      db,
      StateRow,
      `select id, kind, status, review_session_id, action_item_id, alert_rule_id, row_version from decisions where id = $1 for update`,
      [id],
    );
  }

  async update(db: Queryable, id: string, fields: DecisionFields): Promise<void> {
    const given = (value: unknown) => value !== undefined;
    await db.query(
      `update decisions set row_version = row_version + 1,
         kind = coalesce($2, kind), reason = coalesce($3, reason),
         owner = case when $4 then $5 else owner end, owner_id = case when $6 then $7::bigint else owner_id end,
         due_on = case when $8 then $9::date else due_on end,
         effective_at = case when $10 then $11::timestamptz else effective_at end,
         -- measured from another instant it is another measurement
         effect_seen_at = case when $10 and $11::timestamptz is distinct from effective_at then null
           else effect_seen_at end,
         accepted_per_week = case when $12 then $13::integer else accepted_per_week end,
         accepted_until = case when $14 then $15::date else accepted_until end,
         merge_into_rule_id = case when $16 then $17::bigint else merge_into_rule_id end
       where id = $1`,
      [
        id,
        fields.kind ?? null,
        fields.reason ?? null,
        given(fields.owner),
        fields.owner ?? null,
        given(fields.ownerId),
        fields.ownerId ?? null,
        given(fields.dueOn),
        fields.dueOn ?? null,
        given(fields.effectiveAt),
        fields.effectiveAt ?? null,
        given(fields.acceptedPerWeek),
        fields.acceptedPerWeek ?? null,
        given(fields.acceptedUntil),
        fields.acceptedUntil ?? null,
        given(fields.mergeIntoRuleId),
        fields.mergeIntoRuleId ?? null,
      ],
    );
  }

  /** The first look counts. In one order: two reviews that are closed at once may have looked at the same decisions. */
  async markSeen(db: Queryable, ids: readonly string[], at: Date): Promise<void> {
    await db.query(
      `update decisions d set effect_seen_at = $2
       from (select id from decisions where id = any ($1::bigint[]) and effect_seen_at is null
         order by id for no key update) seen
       where d.id = seen.id`,
      [ids, at],
    );
  }

  async isItemDeleted(db: Queryable, actionItemId: string): Promise<boolean> {
    const row = await selectOne(
      db,
      IdRow,
      `select id from action_items where id = $1 and status = 'deleted'`,
      [actionItemId],
    );
    return row !== null;
  }

  async setStatus(db: Queryable, id: string, status: DecisionStatus, at: Date): Promise<void> {
    await db.query(
      `update decisions set status = $2, closed_at = case when $2 = 'open' then null else $3::timestamptz end,
         row_version = row_version + 1
       where id = $1`,
      [id, status, at],
    );
  }

  /** Notes the action item of a decision, and that it came out of the decision's session. */
  async linkActionItem(db: Queryable, id: string, actionItemId: string): Promise<void> {
    await db.query('update decisions set action_item_id = $2 where id = $1', [id, actionItemId]);
    await db.query(
      `insert into review_session_action_items (review_session_id, action_item_id)
       select review_session_id, $2 from decisions where id = $1 and review_session_id is not null
       on conflict do nothing`,
      [id, actionItemId],
    );
  }
}
