import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  DurationIncidentsQuery,
  DurationIncidentsResponse,
  DurationsQuery,
  DurationsResponse,
} from '@tenken/shared/durations.contract';
import { RequirePermission } from '../../http/permission.js';
import { DurationIncidentReadModel } from './duration-incidents.read-model.js';
import { DurationService } from './durations.service.js';

@Controller('api/v1/metrics/durations')
export class DurationController {
  constructor(
    private readonly service: DurationService,
    private readonly rows: DurationIncidentReadModel,
  ) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: DurationsResponse })
  durations(@Query({ schema: DurationsQuery }) query: DurationsQuery): Promise<DurationsResponse> {
    return this.service.durations(query);
  }

  /** The rows behind a figure. */
  @Get('incidents')
  @RequirePermission('read')
  @SerializeOptions({ schema: DurationIncidentsResponse })
  incidents(
    @Query({ schema: DurationIncidentsQuery }) query: DurationIncidentsQuery,
  ): Promise<DurationIncidentsResponse> {
    return this.rows.list(query);
  }
}
