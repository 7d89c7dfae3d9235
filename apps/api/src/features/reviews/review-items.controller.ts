import { Body, Controller, HttpCode, Param, Post, Put, SerializeOptions } from '@nestjs/common';
import {
  ReviewActionItemBody,
  ReviewGapBody,
  ReviewItemNoteBody,
  ReviewItemsBody,
  ReviewNotesBody,
  type ReviewRoom,
  ReviewRoomSchema,
} from '@tenken/shared/reviews.contract';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewItemService } from './review-items.service.js';

/** What the people in the room write down. Every answer is the whole room as it is then. */
@Controller('api/v1/reviews/:id')
@RequirePermission('write')
@SerializeOptions({ schema: ReviewRoomSchema })
export class ReviewItemController {
  constructor(private readonly items: ReviewItemService) {}

  @Post('items/reviewed')
  @HttpCode(200)
  setReviewed(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ReviewItemsBody }) body: ReviewItemsBody,
  ): Promise<ReviewRoom> {
    return this.items.setReviewed(actor, id, body.itemIds, body.reviewed);
  }

  @Put('items/:itemId/note')
  setItemNote(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('itemId', { schema: idParam }) itemId: string,
    @Body({ schema: ReviewItemNoteBody }) body: ReviewItemNoteBody,
  ): Promise<ReviewRoom> {
    return this.items.setItemNote(actor, id, itemId, body.note, body.rowVersion);
  }

  @Put('notes')
  setNotes(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ReviewNotesBody }) body: ReviewNotesBody,
  ): Promise<ReviewRoom> {
    return this.items.setNotes(actor, id, body.notes, body.rowVersion);
  }

  @Post('action-items')
  @HttpCode(201)
  addActionItem(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ReviewActionItemBody }) body: z.output<typeof ReviewActionItemBody>,
  ): Promise<ReviewRoom> {
    return this.items.addActionItem(actor, id, body);
  }

  @Post('coverage-gaps')
  @HttpCode(201)
  addGap(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ReviewGapBody }) body: ReviewGapBody,
  ): Promise<ReviewRoom> {
    return this.items.addGap(actor, id, body);
  }
}
