import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  ActionItemMetricsQuery,
  ActionItemMetricsResponse,
} from '@tenken/shared/action-item-metrics.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { ActionItemMetricsService } from './action-item-metrics.service.js';

@AlsoAsCsv()
@Controller('api/v1/metrics/action-items')
export class ActionItemMetricsController {
  constructor(private readonly service: ActionItemMetricsService) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ActionItemMetricsResponse })
  metrics(
    @Query({ schema: ActionItemMetricsQuery }) query: ActionItemMetricsQuery,
  ): Promise<ActionItemMetricsResponse> {
    return this.service.metrics(query);
  }
}
