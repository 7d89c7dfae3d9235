import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { listMetricDefinitions, MetricDefinitionsResponse } from '@tenken/shared/metric-definitions';
import { RequirePermission } from '../../http/permission.js';

@Controller('api/v1/metric-definitions')
export class MetricDefinitionController {
  /** What each figure means, with its version, in both languages. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: MetricDefinitionsResponse })
  list(): MetricDefinitionsResponse {
    return listMetricDefinitions();
  }
}
