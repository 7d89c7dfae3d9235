import { Body, Controller, Delete, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { SignOffBody } from '@tenken/shared/review-live.contract';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewSignOffService } from './review-sign-offs.service.js';

@Controller('api/v1/reviews/:id/sign-offs')
@RequirePermission('write')
@SerializeOptions({ schema: ReviewRoomSchema })
export class ReviewSignOffController {
  constructor(private readonly signOffs: ReviewSignOffService) {}

  /** Confirms the record of a closed session, with or without a comment. */
  @Post()
  @HttpCode(201)
  sign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: SignOffBody }) body: SignOffBody,
  ): Promise<ReviewRoom> {
    return this.signOffs.sign(actor, id, body.comment || null);
  }

  /** Takes one's own confirmation back. */
  @Delete()
  withdraw(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<ReviewRoom> {
    return this.signOffs.withdraw(actor, id);
  }
}
