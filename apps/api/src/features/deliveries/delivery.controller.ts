import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import {
  DeliveriesActionBody,
  DeliveriesActionResponse,
  DeliveriesQuery,
  DeliveriesResponse,
  DeliveryResponse,
} from '@tenken/shared/deliveries.contract';
import { RowId } from '@tenken/shared/row-id';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { DeliveryReadModel } from './delivery.read-model.js';
import { DeliveryService } from './delivery.service.js';

/** The inbox: what came in, what became of it, and a second chance for what could not be read. */
@Controller('api/v1/deliveries')
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly readModel: DeliveryReadModel,
  ) {}

  @AlsoAsFile('deliveries', DeliveriesQuery, DeliveriesResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: DeliveriesResponse })
  list(@Query({ schema: DeliveriesQuery }) query: DeliveriesQuery): Promise<DeliveriesResponse> {
    return this.readModel.list(query);
  }

  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: DeliveryResponse })
  get(@Param('id', { schema: RowId }) id: string): Promise<DeliveryResponse> {
    return this.readModel.get(id);
  }

  /** Reads deliveries again, for example after a setting of their source was corrected. */
  @Post('replay')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: DeliveriesActionResponse })
  replay(
    @CurrentActor() actor: Actor,
    @Body({ schema: DeliveriesActionBody }) body: DeliveriesActionBody,
  ): Promise<DeliveriesActionResponse> {
    return this.deliveries.replay(actor, body);
  }

  @Post(':id/replay')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: DeliveriesActionResponse })
  replayOne(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
  ): Promise<DeliveriesActionResponse> {
    return this.deliveries.replay(actor, { ids: [id] });
  }

  /** Takes deliveries out of quarantine that nobody needs. */
  @Post('discard')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: DeliveriesActionResponse })
  discard(
    @CurrentActor() actor: Actor,
    @Body({ schema: DeliveriesActionBody }) body: DeliveriesActionBody,
  ): Promise<DeliveriesActionResponse> {
    return this.deliveries.discard(actor, body);
  }

  /** Takes a discard back. */
  @Post('restore')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: DeliveriesActionResponse })
  restore(
    @CurrentActor() actor: Actor,
    @Body({ schema: DeliveriesActionBody }) body: DeliveriesActionBody,
  ): Promise<DeliveriesActionResponse> {
    return this.deliveries.restore(actor, body);
  }
}
