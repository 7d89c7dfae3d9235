import { Injectable } from '@nestjs/common';
import type { PutPresenceBody } from '@tenken/shared/review-live.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { LiveService } from '../live/live.service.js';
import { presenceGoneBefore } from './review-presence.read-model.js';
import { ReviewPresenceRepository } from './review-presence.repository.js';
import { reviewErrors } from './reviews.errors.js';

/**
 * Where everyone is in the agenda. It is told every few seconds by every tab, so it takes no lock of the session and
 * leaves no audit row, and the others hear of it only when somebody came, moved or left.
 */
@Injectable()
export class ReviewPresenceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReviewPresenceRepository,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  async put(actor: Actor, id: string, body: PutPresenceBody): Promise<void> {
    const { userId } = actor;
    if (userId === null) throw reviewErrors.nobodyToJoin();
    const now = this.clock.now();
    const goneBefore = presenceGoneBefore(now);
    await this.dataSource.transaction(async (db) => {
      const isNews = await this.repository.put(db, id, userId, body, now, goneBefore);
      if (isNews === null) throw DomainError.notFound('review', id);
      if (!isNews) return;
      await this.repository.forgetGone(db, id, goneBefore);
      await this.live.publish(db, 'review-presence', [id]);
    });
  }

  async remove(actor: Actor, id: string, tabId: string): Promise<void> {
    const { userId } = actor;
    if (userId === null) throw reviewErrors.nobodyToJoin();
    await this.dataSource.transaction(async (db) => {
      if (await this.repository.remove(db, id, userId, tabId)) {
        await this.live.publish(db, 'review-presence', [id]);
      }
    });
  }
}
