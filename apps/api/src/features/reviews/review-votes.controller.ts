import { Body, Controller, HttpCode, Param, Post, Put, SerializeOptions } from '@nestjs/common';
import {
  RevealVotesBody,
  ReviewVoteBody,
  type RuleVotes,
  RuleVotesSchema,
} from '@tenken/shared/review-votes.contract';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewVoteService } from './review-votes.service.js';

@Controller('api/v1/reviews/:id')
@RequirePermission('write')
export class ReviewVoteController {
  constructor(private readonly votes: ReviewVoteService) {}

  /** One's own vote on a rule, before the discussion; also while the session is only planned. */
  @Put('items/:itemId/vote')
  @SerializeOptions({ schema: RuleVotesSchema })
  vote(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('itemId', { schema: idParam }) itemId: string,
    @Body({ schema: ReviewVoteBody }) body: ReviewVoteBody,
  ): Promise<RuleVotes> {
    return this.votes.vote(actor, id, itemId, body.verdict);
  }

  /** Opens the votes on rules for everyone, or hides them again. */
  @Post('votes/reveal')
  @HttpCode(200)
  @SerializeOptions({ schema: ReviewRoomSchema })
  reveal(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: RevealVotesBody }) body: RevealVotesBody,
  ): Promise<ReviewRoom> {
    return this.votes.reveal(actor, id, body.itemIds, body.revealed);
  }
}
