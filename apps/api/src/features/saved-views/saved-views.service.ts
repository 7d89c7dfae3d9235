import { Injectable } from '@nestjs/common';
import type { CreateSavedViewBody, PatchSavedViewBody } from '@tenken/shared/saved-views.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { savedViewErrors } from './saved-views.errors.js';
import { SavedViewRepository, type SavedViewRow } from './saved-views.repository.js';

/** Enough for anybody; a menu longer than this helps nobody. */
const MOST_VIEWS = 200;

/**
 * Addresses that people keep under a name. A person's own are theirs alone and leave no trace in the audit log; those of
 * a team are read by everybody and changed by members.
 */
@Injectable()
export class SavedViewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly views: SavedViewRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Throws `invalid` for an unknown team, `conflict` for a name that is taken, `forbidden` for a viewer who shares. */
  create(actor: Actor, body: CreateSavedViewBody): Promise<{ id: string }> {
    const { teamId, isDefault, ...rest } = body;
    return this.dataSource.transaction(async (db) => {
      const view = {
        ...rest,
        teamId,
        userId: teamId === null ? actor.userId : null,
        createdById: actor.userId,
      };
      await this.checkOwner(db, actor, view, null);
      const row = await this.views.insert(db, view);
      if (isDefault) await this.setDefault(db, actor, row, true);
      await this.record(db, actor, 'created', null, row);
      return { id: row.id };
    });
  }

  /** Throws as `create`, and `not_found` for what the person does not see, `stale` for what changed meanwhile. */
  change(actor: Actor, id: string, body: PatchSavedViewBody): Promise<void> {
    const { isDefault, rowVersion, ...patch } = body;
    return this.dataSource.transaction(async (db) => {
      const before = await this.find(db, actor, id, false);
      if (Object.values(patch).some((value) => value !== undefined)) {
        this.checkMayChange(actor, before);
        if (before.rowVersion !== rowVersion) throw savedViewErrors.stale(id);
        const after = { ...before, name: patch.name ?? before.name, search: patch.search ?? before.search };
        if (patch.teamId !== undefined && patch.teamId !== before.teamId) {
          if (patch.teamId === null && before.createdById !== actor.userId) throw savedViewErrors.notYours();
          after.teamId = patch.teamId;
          after.userId = patch.teamId === null ? actor.userId : null;
        }
        await this.checkOwner(db, actor, after, id);
        await this.views.save(db, after, this.clock.now());
        await this.record(db, actor, 'changed', before, after);
      }
      if (isDefault !== undefined) await this.setDefault(db, actor, before, isDefault);
    });
  }

  /** Takes a view away until `restore`; whose page opened with it then has no such view. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.find(db, actor, id, false);
      this.checkMayChange(actor, before);
      const now = this.clock.now();
      await this.views.save(db, { ...before, deletedAt: now }, now);
      await this.record(db, actor, 'deleted', before, null);
    });
  }

  /** Brings a deleted view back. Throws `conflict` when its name is taken by now. */
  restore(actor: Actor, id: string): Promise<void> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.find(db, actor, id, true);
      if (before.deletedAt === null) return;
      this.checkMayChange(actor, before);
      const after = { ...before, deletedAt: null };
      await this.checkOwner(db, actor, after, id);
      await this.views.save(db, after, this.clock.now());
      await this.record(db, actor, 'restored', null, after);
    });
  }

  private async find(db: Queryable, actor: Actor, id: string, evenDeleted: boolean): Promise<SavedViewRow> {
    const row = await this.views.lock(db, id);
    const isVisible = row !== null && (row.teamId !== null || row.userId === actor.userId);
    if (!isVisible || (row.deletedAt !== null && !evenDeleted)) throw savedViewErrors.notFound(id);
    return row;
  }

  private checkMayChange(actor: Actor, view: Pick<SavedViewRow, 'teamId'>): void {
    if (view.teamId !== null && !actor.permissions.has('write')) throw savedViewErrors.mayNotShare();
  }

  private async checkOwner(
    db: Queryable,
    actor: Actor,
    view: Pick<SavedViewRow, 'page' | 'name' | 'userId' | 'teamId'>,
    id: string | null,
  ): Promise<void> {
    if (view.teamId === null && view.userId === null) throw savedViewErrors.needsTeam();
    this.checkMayChange(actor, view);
    if (!(await this.views.lockOwner(db, view))) throw savedViewErrors.noSuchTeam(view.teamId ?? '');
    const others = await this.views.countOfOwner(db, view, id);
    if (others.sameName > 0) throw savedViewErrors.nameTaken(view.name);
    if (others.all >= MOST_VIEWS) throw savedViewErrors.tooMany(MOST_VIEWS);
  }

  private async setDefault(
    db: Queryable,
    actor: Actor,
    view: Pick<SavedViewRow, 'id' | 'page'>,
    isDefault: boolean,
  ): Promise<void> {
    if (actor.userId === null) throw savedViewErrors.needsPerson();
    if (isDefault) await this.views.setDefault(db, actor.userId, view.page, view.id);
    else await this.views.removeDefault(db, actor.userId, view.id);
    await this.live.publish(db, 'saved-views', [view.id]);
  }

  private async record(
    db: Queryable,
    actor: Actor,
    action: string,
    before: SavedViewRow | null,
    after: SavedViewRow | null,
  ): Promise<void> {
    const { id } = (after ?? before)!;
    await this.live.publish(db, 'saved-views', [id]);
    // what a person keeps for themselves is nobody else's business
    if ((before?.teamId ?? null) === null && (after?.teamId ?? null) === null) return;
    await this.audit.record(db, {
      actor,
      action,
      subjectType: 'saved_view',
      subjectId: id,
      ...(before === null ? {} : { before: described(before) }),
      ...(after === null ? {} : { after: described(after) }),
    });
  }
}

const described = ({ page, name, search, teamId }: SavedViewRow) => ({ page, name, search, teamId });
