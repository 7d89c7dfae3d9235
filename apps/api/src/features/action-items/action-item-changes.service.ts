import { Injectable } from '@nestjs/common';
import type {
  ActionItemChange,
  BulkActionItemsBody,
  BulkActionItemsResponse,
  ChangedActionItem,
} from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { ActionItemReadModel } from './action-items.read-model.js';
import { type ActionItemRecord, ActionItemRepository } from './action-items.repository.js';
import { foldStatusChanges } from './fold-status-changes.js';

/** What people change in action items. Each answer carries the values from before: sent back, they undo it. */
@Injectable()
export class ActionItemChangeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ActionItemRepository,
    private readonly readModel: ActionItemReadModel,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Throws `stale` when `rowVersion` is given and is not the present one. With `db` it takes part in that transaction. */
  async change(
    actor: Actor,
    id: string,
    change: ActionItemChange,
    rowVersion?: number,
    db?: Queryable,
  ): Promise<ChangedActionItem> {
    if (db === undefined) {
      return this.dataSource.transaction((manager) => this.change(actor, id, change, rowVersion, manager));
    }
    const before = await this.apply(db, actor, id, change, rowVersion);
    await this.live.publish(db, 'action-items', [id]);
    return { item: await this.readModel.get(id, 'UTC', db), before };
  }

  /** Each item for itself: what cannot be changed is reported, the others are. */
  async changeMany(actor: Actor, body: BulkActionItemsBody): Promise<BulkActionItemsResponse> {
    const answer: BulkActionItemsResponse = { done: [], failed: [] };
    for (const { id, rowVersion, set } of body.changes) {
      try {
        answer.done.push(await this.change(actor, id, set, rowVersion));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        answer.failed.push({ id, code: error.code, message: error.message });
      }
    }
    return answer;
  }

  private async apply(
    db: Queryable,
    actor: Actor,
    id: string,
    change: ActionItemChange,
    rowVersion: number | undefined,
  ): Promise<ActionItemChange> {
    const item = await this.repository.findForUpdate(db, id);
    if (item === null) throw DomainError.notFound('action_item', id);
    if (rowVersion !== undefined && rowVersion !== item.rowVersion)
      throw DomainError.stale('action_item', id);
    const { status, statusAt, reason, ...fields } = change;
    if (fields.incidentId && !(await this.repository.incidentExists(db, fields.incidentId)))
      throw DomainError.invalid('incidentId', 'there is no such incident');
    const before: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(fields)) {
      const key = field as keyof ActionItemRecord;
      if (item[key] === value) continue;
      before[field] = item[key];
      Object.assign(item, { [field]: value });
      if (!item.humanFields.includes(field)) item.humanFields = [...item.humanFields, field];
    }
    // A name in words and a person of this installation exclude each other; the one that is given counts.
    if (fields.owner !== undefined && fields.ownerId === undefined && item.ownerId !== null) {
      before.ownerId = item.ownerId;
      item.ownerId = null;
    }
    if (status !== undefined && status !== item.status)
      Object.assign(before, await this.changeStatus(db, actor, item, { status, statusAt, reason }));
    await this.repository.save(db, item);
    await this.audit.record(db, {
      actor,
      action: status === 'deleted' ? 'removed' : 'changed',
      subjectType: 'action_item',
      subjectId: id,
      before,
      after: change,
    });
    return before as ActionItemChange;
  }

  private async changeStatus(
    db: Queryable,
    actor: Actor,
    item: ActionItemRecord,
    change: Required<Pick<ActionItemChange, 'status'>> & Pick<ActionItemChange, 'statusAt' | 'reason'>,
  ): Promise<Partial<ActionItemChange>> {
    if (change.status === 'declined' && !change.reason)
      throw DomainError.invalid('reason', 'say why it will not be done', 'reason_required');
    const now = this.clock.now();
    const at = change.statusAt ? new Date(change.statusAt) : now;
    if (at.getTime() > now.getTime() + 60_000) throw DomainError.invalid('statusAt', 'is in the future');
    const history = await this.repository.findStatusChanges(db, item.id);
    const newest = history.at(-1);
    const before: Partial<ActionItemChange> = {
      status: item.status,
      ...(newest === undefined ? {} : { statusAt: newest.at }),
      ...(item.declineReason === null ? {} : { reason: item.declineReason }),
    };
    const isUndo = history.some((row) => row.toStatus === change.status && row.at === at.toISOString());
    if (isUndo) {
      await this.repository.retractHumanChangesAfter(db, item.id, at.toISOString());
    } else {
      if (newest !== undefined && at.getTime() < Date.parse(newest.at))
        throw DomainError.invalid('statusAt', 'is before the newest change of status');
      await this.repository.addStatusChange(db, item.id, {
        fromStatus: item.status,
        toStatus: change.status,
        at: at.toISOString(),
        atKnown: true,
        source: 'human',
        reason: change.reason ?? null,
        changedById: actor.userId,
      });
    }
    Object.assign(item, foldStatusChanges(await this.repository.findStatusChanges(db, item.id)));
    return before;
  }
}
