import { Injectable } from '@nestjs/common';
import { ReviewActionItemBody, type ReviewGapBody, type ReviewRoom } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { AuditService } from '../audit/audit.service.js';
import { CoverageGapService } from '../coverage-gaps/coverage-gaps.service.js';
import { LiveService } from '../live/live.service.js';
import { ReviewRoomReadModel } from './review-room.read-model.js';
import { reviewErrors } from './reviews.errors.js';
import { ReviewRepository } from './reviews.repository.js';

/** What the people in the room write down: items looked at, notes, action items, coverage gaps. */
@Injectable()
export class ReviewItemService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReviewRepository,
    private readonly rooms: ReviewRoomReadModel,
    private readonly actionItems: ActionItemService,
    private readonly coverageGaps: CoverageGapService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async setReviewed(
    actor: Actor,
    id: string,
    itemIds: readonly string[],
    reviewed: boolean,
  ): Promise<ReviewRoom> {
    return this.write(actor, id, reviewed ? 'items_reviewed' : 'items_unreviewed', async (db) => {
      const by = reviewed ? { userId: actor.userId, at: this.clock.now() } : null;
      return { itemIds: await this.repository.setReviewed(db, id, itemIds, by) };
    });
  }

  async setNotes(actor: Actor, id: string, notes: string, rowVersion: number): Promise<ReviewRoom> {
    return this.write(
      actor,
      id,
      'notes_written',
      async (db) => {
        if (!(await this.repository.setNotes(db, id, notes, rowVersion)))
          throw DomainError.stale('review', id);
        return { notes };
      },
      // The notes are in the session's own row: two shared locks that both want to write it would deadlock.
      'update',
    );
  }

  async setItemNote(
    actor: Actor,
    id: string,
    itemId: string,
    note: string,
    rowVersion: number,
  ): Promise<ReviewRoom> {
    return this.write(actor, id, 'note_written', async (db) => {
      const outcome = await this.repository.setItemNote(db, id, itemId, note, rowVersion);
      if (outcome === 'missing') throw DomainError.notFound('agenda_item', itemId);
      if (outcome === 'stale') throw DomainError.stale('agenda_item', itemId);
      return { itemId, note };
    });
  }

  async addActionItem(
    actor: Actor,
    id: string,
    body: z.output<typeof ReviewActionItemBody>,
  ): Promise<ReviewRoom> {
    return this.write(actor, id, 'action_item_added', async (db) => {
      const item = await this.actionItems.create(actor, body, db);
      await this.repository.addActionItem(db, id, item.id);
      return { actionItemId: item.id };
    });
  }

  async addGap(actor: Actor, id: string, body: ReviewGapBody): Promise<ReviewRoom> {
    return this.write(actor, id, 'coverage_gap_added', async (db) => {
      const gap = await this.coverageGaps.create(actor, { ...body, reviewSessionId: id }, db);
      return { coverageGapId: gap.id };
    });
  }

  private async write(
    actor: Actor,
    id: string,
    action: string,
    work: (db: Queryable) => Promise<object>,
    // Shared: many people write at once, but nobody into a session that is being closed.
    lock: 'share' | 'update' = 'share',
  ): Promise<ReviewRoom> {
    return this.dataSource.transaction(async (db) => {
      const session = await this.repository.findLocked(db, id, lock);
      if (session === null) throw DomainError.notFound('review', id);
      if (session.status === 'closed') throw reviewErrors.closed();
      const after = await work(db);
      await this.audit.record(db, { actor, action, subjectType: 'review_session', subjectId: id, after });
      await this.live.publish(db, 'reviews', [id]);
      return this.rooms.live(db, id);
    });
  }
}
