import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { PresentBody, TimerBody } from '@tenken/shared/review-live.contract';
import { type ReviewRoom, ReviewRoomSchema, ReviewStepBody } from '@tenken/shared/reviews.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewPaceService } from './review-pace.service.js';

@Controller('api/v1/reviews/:id')
@RequirePermission('write')
@SerializeOptions({ schema: ReviewRoomSchema })
export class ReviewPaceController {
  constructor(private readonly pace: ReviewPaceService) {}

  /** Moves the meeting to a step. */
  @Post('step')
  @HttpCode(200)
  goTo(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ReviewStepBody }) body: ReviewStepBody,
  ): Promise<ReviewRoom> {
    return this.pace.goTo(actor, id, body.step);
  }

  /** More minutes for the current step, a pause, or its minutes anew. */
  @Post('timer')
  @HttpCode(200)
  setTimer(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: TimerBody }) body: TimerBody,
  ): Promise<ReviewRoom> {
    return this.pace.setTimer(actor, id, body);
  }

  /** Takes the lead, hands it to someone, or gives it up. */
  @Post('present')
  @HttpCode(200)
  present(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PresentBody }) body: PresentBody,
  ): Promise<ReviewRoom> {
    return this.pace.present(actor, id, body);
  }
}
