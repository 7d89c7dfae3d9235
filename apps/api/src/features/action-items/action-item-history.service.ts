import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../database/select.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { type ActionItemRecord, ActionItemRepository } from './action-items.repository.js';
import { foldStatusChanges, type StatusChange } from './fold-status-changes.js';
import type { Edit } from './track-edit.js';

/** The history of an action item: its changes of status, of which its status is the sum, and edits from outside. */
@Injectable()
export class ActionItemHistoryService {
  constructor(
    private readonly repository: ActionItemRepository,
    private readonly audit: AuditService,
  ) {}

  /** Adds the changes that the history does not hold yet; a status that already holds at that time is no news. */
  async addMissing(
    db: Queryable,
    item: ActionItemRecord,
    changes: readonly StatusChange[],
    source: string,
    actor: Actor | null,
  ): Promise<boolean> {
    const history = await this.repository.findStatusChanges(db, item.id);
    let added = false;
    for (const change of changes) {
      const until = history.filter(({ at }) => Date.parse(at) <= Date.parse(change.at));
      const holds = until.length > 0 && foldStatusChanges(until).status === change.toStatus;
      if (holds && (change.reason === null || until.some(({ reason }) => reason === change.reason))) continue;
      await this.add(db, item, change, source, actor);
      history.push(change);
      added = true;
    }
    return added;
  }

  /** `actor`: null for what a tracker says. */
  add(
    db: Queryable,
    item: ActionItemRecord,
    change: StatusChange,
    source: string,
    actor: Actor | null,
  ): Promise<void> {
    return this.repository.addStatusChange(db, item.id, {
      ...change,
      fromStatus: change.toStatus === item.status ? null : item.status,
      source,
      changedById: actor?.userId ?? null,
    });
  }

  /** What an import or a tracker changed beside the status stands in the history as well, with the values from before. */
  async recordEdit(
    db: Queryable,
    actor: Actor,
    action: 'imported' | 'synced',
    item: ActionItemRecord,
    edit: Edit | null,
  ): Promise<void> {
    if (edit === null) return;
    await this.audit.record(db, { actor, action, subjectType: 'action_item', subjectId: item.id, ...edit });
  }

  /** Saves the item with the status that its history tells. */
  async saveFolded(db: Queryable, item: ActionItemRecord): Promise<void> {
    const folded = foldStatusChanges(await this.repository.findStatusChanges(db, item.id));
    await this.repository.save(db, { ...item, ...folded });
  }
}
