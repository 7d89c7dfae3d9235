import { Controller, Get, Header } from '@nestjs/common';
import { RequirePermission } from '../../http/permission.js';
import { TelemetryService } from './telemetry.service.js';

@Controller('api/metrics')
@RequirePermission('read')
export class TelemetryController {
  constructor(private readonly telemetry: TelemetryService) {}

  /** Prometheus text; scrape it with a token of scope `read`. */
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.telemetry.render();
  }
}
