import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import {
  DeliveriesActionBody,
  DeliveriesActionResponse,
  DeliveriesQuery,
  DeliveriesResponse,
  DeliveryResponse,
} from '@tenken/shared/deliveries.contract';
import { exportQueryOf } from '@tenken/shared/export.contract';
import { RowId } from '@tenken/shared/row-id';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { DeliveryReadModel } from './delivery.read-model.js';
import { DeliveryService } from './delivery.service.js';

const DeliveriesExportQuery = exportQueryOf(DeliveriesQuery);

/** The inbox: what came in, what became of it, and a second chance for what could not be read. */
@Controller('api/v1/deliveries')
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly readModel: DeliveryReadModel,
  ) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: DeliveriesResponse })
  list(@Query({ schema: DeliveriesQuery }) query: DeliveriesQuery): Promise<DeliveriesResponse> {
    return this.readModel.list(query);
  }

  /** Every delivery of the filters, without its body as CSV or JSON. */
  @Get('export')
  @RequirePermission('read')
  export(
    @Query({ schema: DeliveriesExportQuery }) { format, ...filters }: z.output<typeof DeliveriesExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'deliveries', format, DeliveriesResponse, (page) =>
      this.readModel.list({ ...filters, ...page }),
    );
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
