import { Body, Controller, Headers, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { IngestResponse } from '@tenken/shared/deliveries.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { IngestService } from './ingest.service.js';

type RequestHeaders = Record<string, string | string[] | undefined>;

/** Webhooks. 202 once the body is durable; what cannot be read is kept and shown, and answered 202 all the same. */
@Controller('api/v1/ingest')
export class IngestController {
  constructor(private readonly ingest: IngestService) {}

  /** GitHub's `issues` webhook: its credential is the signature over the body. */
  @Post('github')
  @HttpCode(202)
  @RequirePermission('public')
  @SerializeOptions({ schema: IngestResponse })
  async github(@Headers() headers: RequestHeaders, @Body() body: unknown): Promise<IngestResponse> {
    return { deliveryId: await this.ingest.receiveGithub(headers, body) };
  }

  @Post(':kind')
  @HttpCode(202)
  @RequirePermission('ingest')
  @SerializeOptions({ schema: IngestResponse })
  async receive(
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Headers() headers: RequestHeaders,
    @Body() body: unknown,
  ): Promise<IngestResponse> {
    return { deliveryId: await this.ingest.receive(actor, kind, kind, headers, body) };
  }
}
