import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  DurationCurveResponse,
  DurationIncidentsQuery,
  DurationIncidentsResponse,
  DurationsQuery,
  DurationsResponse,
} from '@tenken/shared/durations.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { DurationCurveService } from './duration-curves.service.js';
import { DurationIncidentReadModel } from './duration-incidents.read-model.js';
import { DurationService } from './durations.service.js';

@Controller('api/v1/metrics/durations')
export class DurationController {
  constructor(
    private readonly service: DurationService,
    private readonly curves: DurationCurveService,
    private readonly rows: DurationIncidentReadModel,
  ) {}

  @AlsoAsCsv()
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: DurationsResponse })
  durations(@Query({ schema: DurationsQuery }) query: DurationsQuery): Promise<DurationsResponse> {
    return this.service.durations(query);
  }

  /** The share not over yet, by time since the beginning, of this period and the one compared with. */
  @AlsoAsCsv()
  @Get('curve')
  @RequirePermission('read')
  @SerializeOptions({ schema: DurationCurveResponse })
  curve(@Query({ schema: DurationsQuery }) query: DurationsQuery): Promise<DurationCurveResponse> {
    return this.curves.curve(query);
  }

  /** The rows behind a figure. */
  @AlsoAsFile('durations', DurationIncidentsQuery, DurationIncidentsResponse)
  @Get('incidents')
  @RequirePermission('read')
  @SerializeOptions({ schema: DurationIncidentsResponse })
  incidents(
    @Query({ schema: DurationIncidentsQuery }) query: DurationIncidentsQuery,
  ): Promise<DurationIncidentsResponse> {
    return this.rows.list(query);
  }
}
