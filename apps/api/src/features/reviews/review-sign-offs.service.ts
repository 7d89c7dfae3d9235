import { Injectable } from '@nestjs/common';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { Clock } from '../../clock/clock.js';
import type { Actor } from '../../http/actor.js';
import { ReviewWriteService } from './review-write.service.js';
import { reviewErrors } from './reviews.errors.js';
import { ReviewRepository } from './reviews.repository.js';

/** People confirm that the record of a closed session is what was agreed. Opened again, it has to be confirmed again. */
@Injectable()
export class ReviewSignOffService {
  constructor(
    private readonly writes: ReviewWriteService,
    private readonly repository: ReviewRepository,
    private readonly clock: Clock,
  ) {}

  async sign(actor: Actor, id: string, comment: string | null): Promise<ReviewRoom> {
    const { userId } = actor;
    if (userId === null) throw reviewErrors.nobodyToJoin();
    return this.writes.write(actor, id, { action: 'signed_off', closed: true }, async (db) => {
      await this.repository.putSignOff(db, id, userId, comment, this.clock.now());
      return { userId, comment };
    });
  }

  async withdraw(actor: Actor, id: string): Promise<ReviewRoom> {
    const { userId } = actor;
    if (userId === null) throw reviewErrors.nobodyToJoin();
    return this.writes.write(actor, id, { action: 'sign_off_withdrawn', closed: true }, async (db) =>
      (await this.repository.removeSignOff(db, id, userId)) ? { userId } : null,
    );
  }
}
