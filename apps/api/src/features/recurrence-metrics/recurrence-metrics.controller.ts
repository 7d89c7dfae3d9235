import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { RecurrenceMetricsResponse, RecurrenceQuery } from '@tenken/shared/recurrence.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { RecurrenceMetricsService } from './recurrence-metrics.service.js';

@AlsoAsCsv()
@Controller('api/v1/metrics/recurrence')
export class RecurrenceMetricsController {
  constructor(private readonly service: RecurrenceMetricsService) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: RecurrenceMetricsResponse })
  metrics(@Query({ schema: RecurrenceQuery }) query: RecurrenceQuery): Promise<RecurrenceMetricsResponse> {
    return this.service.metrics(query);
  }
}
