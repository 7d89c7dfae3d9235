import { Injectable } from '@nestjs/common';
import {
  ActionItemImportRecord,
  type ActionItemStatus,
  CreateActionItemBody,
} from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { parseRecord } from '../../errors/parse-record.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { ActionItemHistoryService } from './action-item-history.service.js';
import { ActionItemRepository } from './action-items.repository.js';
import { EMPTY_ACTION_ITEM } from './empty-action-item.js';
import { foldStatusChanges, type StatusChange } from './fold-status-changes.js';
import { assign, given } from './track-edit.js';

export type ImportOutcome = 'created' | 'updated' | 'unchanged';

/** What `create` takes: the body of the route, and for machines where it comes from. */
export type NewActionItemInput = z.input<typeof CreateActionItemBody> & {
  source?: string;
  externalId?: string;
  isSample?: boolean;
};

/**
 * Makes action items, and takes in what imports say of them. Edits by people: ActionItemChangeService; what trackers say:
 * TrackerChangeService.
 */
@Injectable()
export class ActionItemService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ActionItemRepository,
    private readonly history: ActionItemHistoryService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Makes an open item. With `db` it takes part in the caller's transaction. */
  async create(actor: Actor, input: NewActionItemInput, db?: Queryable): Promise<{ id: string }> {
    if (db === undefined) {
      return this.dataSource.transaction((manager) => this.create(actor, input, manager));
    }
    const { source = 'manual', externalId = null, isSample = false, ...rest } = input;
    const body = parseRecord(CreateActionItemBody, rest);
    if (body.incidentId && !(await this.repository.incidentExists(db, body.incidentId)))
      throw DomainError.invalid('incidentId', 'there is no such incident');
    const now = this.clock.now().toISOString();
    const item = await this.repository.insert(
      db,
      {
        ...EMPTY_ACTION_ITEM,
        source,
        externalId,
        isSample,
        incidentId: body.incidentId ?? null,
        title: body.title,
        description: body.description ?? null,
        type: body.type,
        priority: body.priority ?? null,
        owner: body.owner ?? null,
        ownerId: body.ownerId ?? null,
        teamId: body.teamId ?? null,
        dueOn: body.dueOn ?? null,
        url: body.url ?? null,
        createdAt: now,
      },
      actor.userId,
    );
    if (item === null)
      throw new DomainError(
        'conflict',
        'action_item_exists',
        `${source} ${externalId} is already an action item.`,
      );
    await this.history.add(
      db,
      item,
      { toStatus: 'open', at: now, atKnown: true, reason: null },
      source,
      actor,
    );
    await this.audit.record(db, {
      actor,
      action: 'created',
      subjectType: 'action_item',
      subjectId: item.id,
      after: body,
    });
    await this.live.publish(db, 'action-items', [item.id]);
    return { id: item.id };
  }

  /**
   * Takes in one item of an import. The same record twice is `unchanged`; what a person set stays; a change of
   * status is kept with its own time, so that the newest one counts whichever way it came.
   */
  async importRecord(
    db: Queryable,
    actor: Actor,
    record: z.input<typeof ActionItemImportRecord>,
  ): Promise<ImportOutcome> {
    const said = parseRecord(ActionItemImportRecord, record);
    const found = await this.repository.findByAnyIdForUpdate(db, said.source, [said.externalId]);
    const incidentSource = said.incidentSource ?? said.source;
    const incidentId = said.incidentExternalId
      ? await this.repository.findIncidentId(db, incidentSource, said.incidentExternalId)
      : null;
    const teamId = said.team ? await this.repository.findTeamId(db, said.team) : null;
    const now = this.clock.now().toISOString();
    const fields = given({
      title: said.title,
      description: said.description,
      type: said.type,
      priority: said.priority,
      owner: said.owner,
      dueOn: said.dueOn,
      createdAt: said.createdAt,
      url: said.url,
      incidentId: incidentId ?? undefined,
      incidentRefSource: said.incidentExternalId ? incidentSource : undefined,
      incidentRef: said.incidentExternalId,
      teamId: teamId ?? undefined,
    });
    const changes = importedChanges(said, now);
    if (found === null) {
      const item = await this.repository.insert(
        db,
        {
          ...EMPTY_ACTION_ITEM,
          source: said.source,
          externalId: said.externalId,
          isSample: said.isSample ?? false,
          createdAt: said.createdAt ?? changes[0]?.at ?? now,
          ...fields,
        },
        actor.userId,
      );
      if (item === null) return this.importRecord(db, actor, record);
      for (const change of changes) await this.history.add(db, item, change, said.source, actor);
      await this.history.saveFolded(db, item);
      await this.live.publish(db, 'action-items');
      return 'created';
    }
    const edit = assign(found, fields);
    const statusChanged = await this.history.addMissing(db, found, changes, said.source, actor);
    if (edit === null && !statusChanged) return 'unchanged';
    await this.history.saveFolded(db, found);
    await this.history.recordEdit(db, actor, 'imported', found, edit);
    await this.live.publish(db, 'action-items');
    return 'updated';
  }

  /** Ties items that were imported before their incidents to these. */
  async attachToIncidents(
    db: Queryable,
    source: string,
    incidents: readonly { id: string; externalId: string }[],
  ): Promise<void> {
    if ((await this.repository.attachToIncidents(db, source, incidents)) > 0)
      await this.live.publish(db, 'action-items');
  }
}

/** The history that a record of an import tells. An outcome without a time stands at `now`, marked as unknown. */
function importedChanges(said: ActionItemImportRecord, now: string): StatusChange[] {
  const status =
    said.status ??
    (said.completedAt ? 'done' : said.declinedAt ? 'declined' : said.startedAt ? 'in_progress' : 'open');
  const step = (toStatus: ActionItemStatus, at: string | null | undefined, reason: string | null = null) =>
    at ? [{ toStatus, at, atKnown: true, reason }] : [];
  const changes = [
    ...step('open', said.createdAt),
    ...step('in_progress', said.startedAt),
    ...(status === 'done' ? step('done', said.completedAt) : []),
    ...(status === 'declined' ? step('declined', said.declinedAt, said.declineReason ?? null) : []),
  ];
  if (changes.length > 0 && foldStatusChanges(changes).status === status) return changes;
  const reason = status === 'declined' ? (said.declineReason ?? null) : null;
  return [
    ...changes,
    { toStatus: status, at: now, atKnown: changes.length === 0 && status === 'open', reason },
  ];
}
