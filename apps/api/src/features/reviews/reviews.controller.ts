import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import {
  type ReviewChanges,
  ReviewChangesQuery,
  ReviewChangesSchema,
} from '@tenken/shared/review-changes.contract';
import {
  CreateReviewBody,
  LobbyQuery,
  LobbyResponse,
  PatchReviewBody,
  type ReviewRoom,
  ReviewRoomSchema,
  ReviewsQuery,
  ReviewsResponse,
} from '@tenken/shared/reviews.contract';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewListReadModel } from './review-list.read-model.js';
import { ReviewLobbyReadModel } from './review-lobby.read-model.js';
import { ReviewRoomReadModel } from './review-room.read-model.js';
import { ReviewService } from './reviews.service.js';

@Controller('api/v1/reviews')
@RequirePermission('write')
@SerializeOptions({ schema: ReviewRoomSchema })
export class ReviewController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly listModel: ReviewListReadModel,
    private readonly lobbyModel: ReviewLobbyReadModel,
    private readonly rooms: ReviewRoomReadModel,
    private readonly clock: Clock,
  ) {}

  @AlsoAsFile('reviews', ReviewsQuery, ReviewsResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ReviewsResponse })
  list(@Query({ schema: ReviewsQuery }) query: ReviewsQuery): Promise<ReviewsResponse> {
    return this.listModel.list(query);
  }

  /** Services in the order in which they need a review, with the figures that say so. */
  @AlsoAsCsv()
  @Get('lobby')
  @RequirePermission('read')
  @SerializeOptions({ schema: LobbyResponse })
  lobby(@Query({ schema: LobbyQuery }) query: LobbyQuery): Promise<LobbyResponse> {
    return this.lobbyModel.find(resolveRange(query, this.clock.now()));
  }

  @Get(':id')
  @RequirePermission('read')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<ReviewRoom> {
    return this.rooms.find(id, actor.userId);
  }

  /** What others have changed, without the evidence: asked for at each event of a room that is open. */
  @Get(':id/changes')
  @RequirePermission('read')
  @SerializeOptions({ schema: ReviewChangesSchema })
  changes(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: ReviewChangesQuery }) { since }: ReviewChangesQuery,
  ): Promise<ReviewChanges> {
    return this.rooms.changes(id, since, actor.userId);
  }

  /** Plans a session (or starts it at once) with an agenda made from the data. */
  @Post()
  @HttpCode(201)
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateReviewBody }) body: CreateReviewBody,
  ): Promise<ReviewRoom> {
    return this.reviews.create(actor, body);
  }

  @Patch(':id')
  patch(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PatchReviewBody }) body: PatchReviewBody,
  ): Promise<ReviewRoom> {
    return this.reviews.patch(actor, id, body);
  }

  @Post(':id/start')
  @HttpCode(200)
  start(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<ReviewRoom> {
    return this.reviews.start(actor, id);
  }

  @Post(':id/join')
  @HttpCode(200)
  join(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<ReviewRoom> {
    return this.reviews.join(actor, id);
  }

  @Post(':id/refresh')
  @HttpCode(200)
  refresh(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<ReviewRoom> {
    return this.reviews.refresh(actor, id);
  }

  @Post(':id/close')
  @HttpCode(200)
  close(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<ReviewRoom> {
    return this.reviews.close(actor, id);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  reopen(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<ReviewRoom> {
    return this.reviews.reopen(actor, id);
  }
}
