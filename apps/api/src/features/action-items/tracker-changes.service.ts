import { Injectable } from '@nestjs/common';
import type { ActionItemStatus } from '@tenken/shared/action-items.contract';
import type { Queryable } from '../../database/select.js';
import { type Actor, SYSTEM_ACTOR } from '../../http/actor.js';
import { LiveService } from '../live/live.service.js';
import { ActionItemHistoryService } from './action-item-history.service.js';
import { ActionItemRepository } from './action-items.repository.js';
import type { ImportOutcome } from './action-items.service.js';
import { EMPTY_ACTION_ITEM } from './empty-action-item.js';
import type { StatusChange } from './fold-status-changes.js';
import { assign, differenceOf, given } from './track-edit.js';

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

/** Takes in what issue trackers say of their issues. */
@Injectable()
export class TrackerChangeService {
  constructor(
    private readonly repository: ActionItemRepository,
    private readonly history: ActionItemHistoryService,
    private readonly live: LiveService,
  ) {}

  /**
   * Takes in what a tracker says of an issue. An issue is one of ours when it is known by its id or its address, or
   * carries one of the wanted labels; another one is `unchanged`. Late and repeated messages lead to the same state.
   */
  async apply(db: Queryable, change: TrackerChange): Promise<ImportOutcome> {
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
          ...EMPTY_ACTION_ITEM,
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
      if (item === null) return this.apply(db, change);
      const opened: StatusChange = { toStatus: 'open', at: createdAt, atKnown: true, reason: null };
      await this.history.add(db, item, opened, change.source, null);
      if (change.status !== 'open') await this.history.add(db, item, told, change.source, null);
      await this.history.saveFolded(db, item);
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
        given({ title: change.title, url: change.url, owner: change.owner, dueOn: change.dueOn }),
      );
      for (const field of change.cleared ?? []) {
        if (!known.humanFields.includes(field)) known[field] = null;
      }
      known.sourceChangedAt = at;
    }
    const isOpenAnyway =
      change.isBinary === true && change.status === 'open' && known.status === 'in_progress';
    const statusChanged =
      !isOpenAnyway && (await this.history.addMissing(db, known, [told], change.source, null));
    const edit = differenceOf(before, known);
    const isNews = known.sourceChangedAt !== before.sourceChangedAt;
    if (!statusChanged && edit === null && !isNews) return 'unchanged';
    await this.history.saveFolded(db, known);
    const tracker: Actor = { ...SYSTEM_ACTOR, name: change.source };
    await this.history.recordEdit(db, tracker, 'synced', known, edit);
    await this.live.publish(db, 'action-items', [known.id]);
    return 'updated';
  }
}
