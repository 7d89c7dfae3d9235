import { Injectable } from '@nestjs/common';
import type { CreateTopicBody } from '@tenken/shared/review-live.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ClientRequestService } from '../client-requests/client-requests.service.js';
import { ReviewItemRepository } from './review-items.repository.js';
import { ReviewWriteService } from './review-write.service.js';
import type { SessionRow } from './reviews.repository.js';

/** Things to talk about that are no row of the data. */
@Injectable()
export class ReviewTopicService {
  constructor(
    private readonly writes: ReviewWriteService,
    private readonly repository: ReviewItemRepository,
    private readonly requests: ClientRequestService,
    private readonly clock: Clock,
  ) {}

  async add(actor: Actor, id: string, body: CreateTopicBody): Promise<ReviewRoom> {
    const request = { clientId: body.clientId, kind: `topic of review ${id}` };
    return this.writes.write(actor, id, { action: 'topic_added', request }, async (db, session) => {
      if (!session.agenda_steps.some(({ key }) => key === body.step)) {
        throw DomainError.invalid('step', 'is not on the agenda of this session');
      }
      const made = await this.requests.once(db, body.clientId, request.kind, () =>
        this.repository.addTopic(db, id, {
          step: body.step,
          evidence: { title: body.title, addedBy: personOf(actor), carriedFrom: null },
        }),
      );
      return made.isNew ? { itemId: made.id, title: body.title } : null;
    });
  }

  async rename(actor: Actor, id: string, itemId: string, title: string): Promise<ReviewRoom> {
    return this.change(actor, id, itemId, 'topic_renamed', { title });
  }

  async remove(actor: Actor, id: string, itemId: string): Promise<ReviewRoom> {
    return this.change(actor, id, itemId, 'topic_removed', { removedAt: this.clock.now() });
  }

  /** Takes the removal back. */
  async restore(actor: Actor, id: string, itemId: string): Promise<ReviewRoom> {
    return this.change(actor, id, itemId, 'topic_restored', { removedAt: null });
  }

  /** What the last review of these services had no time for, in the same step or else in the last one. */
  async carryOver(db: Queryable, session: SessionRow): Promise<void> {
    const keys = session.agenda_steps.map(({ key }) => key);
    for (const left of await this.repository.findTopicsLeft(db, session.id, session.service_ids)) {
      await this.repository.addTopic(db, session.id, {
        step: keys.includes(left.step) ? left.step : keys.at(-1)!,
        evidence: { ...left.evidence, carriedFrom: { id: left.review_id, title: left.review_title } },
      });
    }
  }

  private async change(
    actor: Actor,
    id: string,
    itemId: string,
    action: string,
    change: { title?: string; removedAt?: Date | null },
  ): Promise<ReviewRoom> {
    return this.writes.write(actor, id, { action }, async (db) => {
      const outcome = await this.repository.changeTopic(db, id, itemId, change);
      if (outcome === 'missing') throw DomainError.notFound('topic', itemId);
      return outcome === 'changed' ? { itemId, ...change } : null;
    });
  }
}

function personOf(actor: Actor) {
  return actor.userId === null ? null : { id: actor.userId, name: actor.name };
}
