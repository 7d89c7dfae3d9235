import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import type { Caller } from '../../http/actor.js';
import { bytesOf } from '../../http/body-parser.js';
import { CurrentCaller } from '../../http/caller.js';
import { RequirePermission } from '../../http/permission.js';
import { IngestService } from './ingest.service.js';

/** What looks like an Alertmanager to Prometheus. */
@Controller('compat/alertmanager/api/v2')
export class AlertmanagerReceiverController {
  constructor(private readonly ingest: IngestService) {}

  /** Alerts as Prometheus sends them. 200 once they are durable. */
  @Post('alerts')
  @HttpCode(200)
  @RequirePermission('ingest')
  async alerts(
    @CurrentCaller() caller: Caller,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @Body() body: unknown,
  ): Promise<Record<string, never>> {
    const request = { caller, headers, body: bytesOf(body), accessToken: null };
    await this.ingest.receive('alertmanager', request, 'alertmanager-receiver');
    return {};
  }

  /** For people and probes who want to see whether this is the right address. */
  @Get('status')
  @RequirePermission('public')
  status(): { cluster: { status: string }; versionInfo: { version: string } } {
    return { cluster: { status: 'ready' }, versionInfo: { version: 'tenken-receiver' } };
  }
}
