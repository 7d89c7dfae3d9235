import { Injectable } from '@nestjs/common';
import { ReviewActionItemBody, type ReviewGapBody, type ReviewRoom } from '@tenken/shared/reviews.contract';
import type { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { ClientRequestService } from '../client-requests/client-requests.service.js';
import { CoverageGapService } from '../coverage-gaps/coverage-gaps.service.js';
import { ReviewItemRepository } from './review-items.repository.js';
import { ReviewWriteService } from './review-write.service.js';
import { ReviewRepository } from './reviews.repository.js';

/** What the people in the room write down: items looked at, notes, action items, coverage gaps. */
@Injectable()
export class ReviewItemService {
  constructor(
    private readonly writes: ReviewWriteService,
    private readonly sessions: ReviewRepository,
    private readonly repository: ReviewItemRepository,
    private readonly actionItems: ActionItemService,
    private readonly coverageGaps: CoverageGapService,
    private readonly requests: ClientRequestService,
    private readonly clock: Clock,
  ) {}

  async setReviewed(
    actor: Actor,
    id: string,
    itemIds: readonly string[],
    reviewed: boolean,
  ): Promise<ReviewRoom> {
    const action = reviewed ? 'items_reviewed' : 'items_unreviewed';
    return this.writes.write(actor, id, { action }, async (db) => {
      const by = reviewed ? { userId: actor.userId, at: this.clock.now() } : null;
      const changed = await this.repository.setReviewed(db, id, itemIds, by);
      return changed.length === 0 ? null : { itemIds: changed };
    });
  }

  async setNotes(actor: Actor, id: string, notes: string, rowVersion: number): Promise<ReviewRoom> {
    // The notes are in the session's own row.
    return this.writes.write(actor, id, { action: 'notes_written', lock: 'head' }, async (db) => {
      if (!(await this.sessions.setNotes(db, id, notes, rowVersion))) throw DomainError.stale('review', id);
      return { notes };
    });
  }

  async setItemNote(
    actor: Actor,
    id: string,
    itemId: string,
    note: string,
    rowVersion: number,
  ): Promise<ReviewRoom> {
    return this.writes.write(actor, id, { action: 'note_written' }, async (db) => {
      const outcome = await this.repository.setItemNote(db, id, itemId, note, rowVersion);
      if (outcome === 'missing') throw DomainError.notFound('agenda_item', itemId);
      if (outcome === 'stale') throw DomainError.stale('agenda_item', itemId);
      return { itemId, note };
    });
  }

  async addActionItem(
    actor: Actor,
    id: string,
    { clientId, ...body }: z.output<typeof ReviewActionItemBody>,
  ): Promise<ReviewRoom> {
    const request = { clientId, kind: `action_item of review ${id}` };
    return this.writes.write(actor, id, { action: 'action_item_added', request }, async (db) => {
      const made = await this.requests.once(db, clientId, request.kind, async () => {
        const item = await this.actionItems.create(actor, body, db);
        await this.sessions.addActionItem(db, id, item.id);
        return item.id;
      });
      return made.isNew ? { actionItemId: made.id } : null;
    });
  }

  async addGap(actor: Actor, id: string, { clientId, ...body }: ReviewGapBody): Promise<ReviewRoom> {
    const request = { clientId, kind: `coverage_gap of review ${id}` };
    return this.writes.write(actor, id, { action: 'coverage_gap_added', request }, async (db) => {
      const made = await this.requests.once(db, clientId, request.kind, async () => {
        const gap = await this.coverageGaps.create(actor, { ...body, reviewSessionId: id }, db);
        return gap.id;
      });
      return made.isNew ? { coverageGapId: made.id } : null;
    });
  }
}
