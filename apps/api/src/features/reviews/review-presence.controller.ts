import { Body, Controller, Delete, Get, HttpCode, Param, Put, SerializeOptions } from '@nestjs/common';
import { PresenceResponse, PutPresenceBody, TabIdSchema } from '@tenken/shared/review-live.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewPresenceReadModel } from './review-presence.read-model.js';
import { ReviewPresenceService } from './review-presence.service.js';

/** `read` is enough to be there: who only watches is seen too. */
@Controller('api/v1/reviews/:id/presence')
@RequirePermission('read')
export class ReviewPresenceController {
  constructor(
    private readonly presence: ReviewPresenceService,
    private readonly readModel: ReviewPresenceReadModel,
  ) {}

  /** Who is in the session now, and where. */
  @Get()
  @SerializeOptions({ schema: PresenceResponse })
  get(@Param('id', { schema: idParam }) id: string): Promise<PresenceResponse> {
    return this.readModel.find(id);
  }

  /** Says where one's tab is; every 15 seconds and on each move. */
  @Put()
  @HttpCode(204)
  put(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PutPresenceBody }) body: PutPresenceBody,
  ): Promise<void> {
    return this.presence.put(actor, id, body);
  }

  /** The tab leaves. */
  @Delete(':tabId')
  @HttpCode(204)
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('tabId', { schema: TabIdSchema }) tabId: string,
  ): Promise<void> {
    return this.presence.remove(actor, id, tabId);
  }
}
