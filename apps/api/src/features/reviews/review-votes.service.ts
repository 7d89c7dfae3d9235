import { Injectable } from '@nestjs/common';
import type { RuleVotes } from '@tenken/shared/review-votes.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { NO_VOTES, ReviewVotesReadModel } from './review-votes.read-model.js';
import { ReviewVoteRepository } from './review-votes.repository.js';
import { ReviewWriteService } from './review-write.service.js';
import { reviewErrors } from './reviews.errors.js';

/**
 * Votes before the discussion. Everybody says what they think of a rule without seeing what the others say; then the votes
 * are opened together. A vote is no verdict: the verdict is what the meeting agrees on.
 */
@Injectable()
export class ReviewVoteService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: ReviewWriteService,
    private readonly repository: ReviewVoteRepository,
    private readonly readModel: ReviewVotesReadModel,
    private readonly clock: Clock,
  ) {}

  /** Gives, changes or (null) takes back the vote of who asks; the same twice is done once. */
  async vote(actor: Actor, id: string, itemId: string, verdict: Verdict | null): Promise<RuleVotes> {
    const { userId } = actor;
    if (userId === null) throw reviewErrors.nobodyToJoin();
    await this.writes.run(actor, id, { action: 'voted' }, async (db) => {
      const item = await this.repository.lockItem(db, id, itemId);
      if (item === null) throw DomainError.notFound('agenda_item', itemId);
      if (item.is_revealed) throw reviewErrors.votesRevealed();
      const isNews =
        verdict === null
          ? await this.repository.remove(db, itemId, userId)
          : await this.repository.put(db, itemId, userId, verdict, this.clock.now());
      // What was voted is not for the log, which others read before the votes are open.
      return isNews ? { itemId, voted: verdict !== null } : null;
    });
    const { byItem } = await this.readModel.find(this.dataSource.manager, id, userId);
    return byItem.get(itemId) ?? NO_VOTES;
  }

  /** Opens the votes on these rules for everyone, or hides them again. */
  async reveal(actor: Actor, id: string, itemIds: readonly string[], revealed: boolean): Promise<ReviewRoom> {
    const action = revealed ? 'votes_revealed' : 'votes_hidden';
    return this.writes.write(actor, id, { action }, async (db) => {
      const changed = await this.repository.lockToReveal(db, id, itemIds, revealed);
      if (changed.length === 0) return null;
      // The instant is taken after whoever was still voting: a vote is blind when it came before it.
      await this.repository.setRevealed(db, changed, revealed, this.clock.now());
      return { itemIds: changed };
    });
  }
}
