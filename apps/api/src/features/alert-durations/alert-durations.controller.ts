import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { AlertDurationsQuery, AlertDurationsResponse } from '@tenken/shared/alert-durations.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { AlertDurationReadModel } from './alert-durations.read-model.js';

@AlsoAsCsv()
@Controller('api/v1/metrics/alert-durations')
@RequirePermission('read')
export class AlertDurationsController {
  constructor(private readonly readModel: AlertDurationReadModel) {}

  /** Median and p90 of how long alerts lasted, by service and month. */
  @Get()
  @SerializeOptions({ schema: AlertDurationsResponse })
  byService(
    @Query({ schema: AlertDurationsQuery }) query: AlertDurationsQuery,
  ): Promise<AlertDurationsResponse> {
    return this.readModel.durationsByService(query);
  }
}
