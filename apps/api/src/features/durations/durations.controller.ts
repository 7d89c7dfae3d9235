import { Controller, Get, Query, Res, SerializeOptions } from '@nestjs/common';
import {
  DurationCurveResponse,
  DurationIncidentsQuery,
  DurationIncidentsResponse,
  DurationsQuery,
  DurationsResponse,
} from '@tenken/shared/durations.contract';
import { exportQueryOf } from '@tenken/shared/export.contract';
import type { z } from 'zod';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { DurationCurveService } from './duration-curves.service.js';
import { DurationIncidentReadModel } from './duration-incidents.read-model.js';
import { DurationService } from './durations.service.js';

const IncidentsExportQuery = exportQueryOf(DurationIncidentsQuery);

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
  @Get('incidents')
  @RequirePermission('read')
  @SerializeOptions({ schema: DurationIncidentsResponse })
  incidents(
    @Query({ schema: DurationIncidentsQuery }) query: DurationIncidentsQuery,
  ): Promise<DurationIncidentsResponse> {
    return this.rows.list(query);
  }

  /** Every row behind a figure as CSV or JSON. */
  @Get('incidents/export')
  @RequirePermission('read')
  exportIncidents(
    @Query({ schema: IncidentsExportQuery }) { format, ...filters }: z.output<typeof IncidentsExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'durations', format, DurationIncidentsResponse, (page) =>
      this.rows.list({ ...filters, ...page }),
    );
  }
}
