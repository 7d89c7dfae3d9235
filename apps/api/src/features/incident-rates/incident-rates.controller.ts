import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { IncidentRatesQuery, IncidentRatesResponse } from '@tenken/shared/incident-rates.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { IncidentRateService } from './incident-rates.service.js';

@AlsoAsCsv()
@Controller('api/v1/metrics/incident-rates')
export class IncidentRateController {
  constructor(private readonly service: IncidentRateService) {}

  /** How often incidents begin, per period and group. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: IncidentRatesResponse })
  rates(@Query({ schema: IncidentRatesQuery }) query: IncidentRatesQuery): Promise<IncidentRatesResponse> {
    return this.service.rates(query);
  }
}
