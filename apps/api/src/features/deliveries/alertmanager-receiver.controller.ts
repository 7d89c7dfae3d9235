import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { type Actor, CurrentActor } from '../../http/actor.js';
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
    @CurrentActor() actor: Actor,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @Body() body: unknown,
  ): Promise<Record<string, never>> {
    await this.ingest.receive(actor, 'alertmanager', 'alertmanager-receiver', headers, body);
    return {};
  }

  /** For people and probes who want to see whether this is the right address. */
  @Get('status')
  @RequirePermission('public')
  status(): { cluster: { status: string }; versionInfo: { version: string } } {
    return { cluster: { status: 'ready' }, versionInfo: { version: 'tenken-receiver' } };
  }
}
