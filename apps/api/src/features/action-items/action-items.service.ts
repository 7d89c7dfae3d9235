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
import { type Actor, SYSTEM_ACTOR } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import {
  type ActionItemRecord,
  ActionItemRepository,
  type NewActionItem,
} from './action-items.repository.js';
import { foldStatusChanges, type StatusChange } from './fold-status-changes.js';
import { assign, differenceOf, type Edit } from './track-edit.js';

export type ImportOutcome = 'created' | 'updated' | 'unchanged';

/** What `create` takes: the body of the route, and for machines where it comes from. */
export type NewActionItemInput = z.input<typeof CreateActionItemBody> & {
  source?: string;
  externalId?: string;
  isSample?: boolean;
};

/** What a tracker says of an issue after a change. All instants are the tracker's clock. */
export interface TrackerChange {
  source: string;
  /** e.g. `owner/repo#123` */
  externalId: string;
  /** ids that it had before it was moved (Jira project, Linear team, GitHub repository) */
  formerExternalIds?: readonly string[];
  title: string;
  url: string | null;
  status: ActionItemStatus;
  /** when the tracker changed anything of it: of two messages the later one describes the item */
  at: Date;
  /** when it took its status, where the tracker says so; default `at` */
  statusAt?: Date;
  createdAt: Date;
  declineReason?: string | null;
  owner?: string | null;
  dueOn?: string | null;
  /** fields that this change emptied: a field that is only not there says nothing */
  cleared?: readonly ('owner' | 'dueOn')[];
  /** labels of the issue, and the ones that make an issue an action item */
  labels?: readonly string[];
  wantedLabels?: readonly string[];
  /** the tracker knows only open and closed: its "open" takes back no "in progress" that was set here */
  isBinary?: boolean;
}

const DEFAULT_LABELS = ['postmortem', 'action-item'];

/** Makes action items, and takes in what imports and trackers say of them. Edits by people: ActionItemChangeService. */
@Injectable()
export class ActionItemService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ActionItemRepository,
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
        ...EMPTY,
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
    await this.addChange(db, item, { toStatus: 'open', at: now, atKnown: true, reason: null }, source, actor);
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
    const fields = defined({
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
          ...EMPTY,
          source: said.source,
          externalId: said.externalId,
          isSample: said.isSample ?? false,
          createdAt: said.createdAt ?? changes[0]?.at ?? now,
          ...fields,
        },
        actor.userId,
      );
      if (item === null) return this.importRecord(db, actor, record);
      for (const change of changes) await this.addChange(db, item, change, said.source, actor);
      await this.applyHistory(db, item);
      await this.live.publish(db, 'action-items');
      return 'created';
    }
    const edit = assign(found, fields);
    const statusChanged = await this.addMissingChanges(db, found, changes, said.source, actor);
    if (edit === null && !statusChanged) return 'unchanged';
    await this.applyHistory(db, found);
    await this.recordEdit(db, actor, 'imported', found, edit);
    await this.live.publish(db, 'action-items');
    return 'updated';
  }

  /**
   * Takes in what a tracker says of an issue. An issue is one of ours when it is known by its id or its address, or
   * carries one of the wanted labels; another one is `unchanged`. Late and repeated messages lead to the same state.
   */
  async applyTrackerChange(db: Queryable, change: TrackerChange): Promise<ImportOutcome> {
    const at = change.at.toISOString();
    const former = change.formerExternalIds ?? [];
    const ids = [change.externalId, ...former];
    const known =
      (await this.repository.findByAnyIdForUpdate(db, change.source, ids)) ??
      (change.url === null ? null : await this.repository.findByUrlForUpdate(db, change.url));
    const reason = change.declineReason ?? null;
    const statusAt = (change.statusAt ?? change.at).toISOString();
    const told: StatusChange = { toStatus: change.status, at: statusAt, atKnown: true, reason };
    if (known === null) {
      const wanted = (change.wantedLabels ?? DEFAULT_LABELS).map((label) => label.toLowerCase());
      if (!(change.labels ?? []).some((label) => wanted.includes(label.toLowerCase()))) return 'unchanged';
      const createdAt = change.createdAt.toISOString();
      const item = await this.repository.insert(
        db,
        {
          ...EMPTY,
          source: change.source,
          externalId: change.externalId,
          title: change.title,
          url: change.url,
          owner: change.owner ?? null,
          dueOn: change.dueOn ?? null,
          createdAt,
          sourceChangedAt: at,
        },
        null,
      );
      if (item === null) return this.applyTrackerChange(db, change);
      const opened: StatusChange = { toStatus: 'open', at: createdAt, atKnown: true, reason: null };
      await this.addChange(db, item, opened, change.source, null);
      if (change.status !== 'open') await this.addChange(db, item, told, change.source, null);
      await this.applyHistory(db, item);
      await this.repository.addFormerIds(db, item.id, change.source, former);
      await this.live.publish(db, 'action-items', [item.id]);
      return 'created';
    }
    const before = { ...known };
    if (known.source === 'manual' && known.externalId === null) {
      // An item made by hand that names this issue: from now on the tracker's id is its identity.
      known.source = change.source;
      known.externalId = change.externalId;
    }
    if (known.source === change.source && known.externalId !== null && former.includes(known.externalId)) {
      // It was moved. A message from before the move finds it by the id of then.
      known.externalId = change.externalId;
    }
    if (known.externalId === change.externalId) {
      await this.repository.addFormerIds(db, known.id, change.source, former);
    }
    if (known.sourceChangedAt === null || Date.parse(known.sourceChangedAt) <= change.at.getTime()) {
      assign(
        known,
        defined({ title: change.title, url: change.url, owner: change.owner, dueOn: change.dueOn }),
      );
      for (const field of change.cleared ?? []) {
        if (!known.humanFields.includes(field)) known[field] = null;
      }
      known.sourceChangedAt = at;
    }
    const isOpenAnyway =
      change.isBinary === true && change.status === 'open' && known.status === 'in_progress';
    const statusChanged =
      !isOpenAnyway && (await this.addMissingChanges(db, known, [told], change.source, null));
    const edit = differenceOf(before, known);
    const isNews = known.sourceChangedAt !== before.sourceChangedAt;
    if (!statusChanged && edit === null && !isNews) return 'unchanged';
    await this.applyHistory(db, known);
    const tracker: Actor = { ...SYSTEM_ACTOR, name: change.source };
    await this.recordEdit(db, tracker, 'synced', known, edit);
    await this.live.publish(db, 'action-items', [known.id]);
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

  /** Adds the changes that the history does not hold yet; a status that already holds at that time is no news. */
  private async addMissingChanges(
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
      await this.addChange(db, item, change, source, actor);
      history.push(change);
      added = true;
    }
    return added;
  }

  private addChange(
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
  private async recordEdit(
    db: Queryable,
    actor: Actor,
    action: 'imported' | 'synced',
    item: ActionItemRecord,
    edit: Edit | null,
  ): Promise<void> {
    if (edit === null) return;
    await this.audit.record(db, { actor, action, subjectType: 'action_item', subjectId: item.id, ...edit });
  }

  private async applyHistory(db: Queryable, item: ActionItemRecord): Promise<void> {
    const folded = foldStatusChanges(await this.repository.findStatusChanges(db, item.id));
    await this.repository.save(db, { ...item, ...folded });
  }
}

const EMPTY: Omit<NewActionItem, 'source' | 'externalId' | 'title' | 'createdAt'> & { title: string } = {
  incidentId: null,
  title: '',
  description: null,
  type: 'other',
  priority: null,
  owner: null,
  ownerId: null,
  teamId: null,
  status: 'open',
  dueOn: null,
  startedAt: null,
  completedAt: null,
  declinedAt: null,
  declineReason: null,
  deletedAt: null,
  url: null,
  incidentRefSource: null,
  incidentRef: null,
  humanFields: [],
  sourceChangedAt: null,
  isSample: false,
};

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

function defined<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
