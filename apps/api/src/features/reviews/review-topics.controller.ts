import { Body, Controller, Delete, HttpCode, Param, Patch, Post, SerializeOptions } from '@nestjs/common';
import { CreateTopicBody, PatchTopicBody } from '@tenken/shared/review-live.contract';
import { type ReviewRoom, ReviewRoomSchema } from '@tenken/shared/reviews.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewTopicService } from './review-topics.service.js';

@Controller('api/v1/reviews/:id/topics')
@RequirePermission('write')
@SerializeOptions({ schema: ReviewRoomSchema })
export class ReviewTopicController {
  constructor(private readonly topics: ReviewTopicService) {}

  /** Puts something to talk about on a step of the agenda. */
  @Post()
  @HttpCode(201)
  add(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: CreateTopicBody }) body: CreateTopicBody,
  ): Promise<ReviewRoom> {
    return this.topics.add(actor, id, body);
  }

  @Patch(':itemId')
  rename(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('itemId', { schema: idParam }) itemId: string,
    @Body({ schema: PatchTopicBody }) body: PatchTopicBody,
  ): Promise<ReviewRoom> {
    return this.topics.rename(actor, id, itemId, body.title);
  }

  @Delete(':itemId')
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('itemId', { schema: idParam }) itemId: string,
  ): Promise<ReviewRoom> {
    return this.topics.remove(actor, id, itemId);
  }

  /** Undoes the removal. */
  @Post(':itemId/restore')
  @HttpCode(200)
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('itemId', { schema: idParam }) itemId: string,
  ): Promise<ReviewRoom> {
    return this.topics.restore(actor, id, itemId);
  }
}
