import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { IncidentResponse } from '@tenken/shared/incident-details.contract';
import {
  CreateIncidentBody,
  IncidentExportQuery,
  IncidentFacetsResponse,
  IncidentFilters,
  IncidentsQuery,
  IncidentsResponse,
} from '@tenken/shared/incidents.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { type DownloadReply, sendDownload } from '../../http/send-download.js';
import { exportIncidents } from './export-incidents.js';
import { IncidentDetailsReadModel } from './incident-details.read-model.js';
import { IncidentFacetsReadModel } from './incident-facets.read-model.js';
import { IncidentReadModel } from './incidents.read-model.js';
import { IncidentService } from './incidents.service.js';

@Controller('api/v1/incidents')
export class IncidentController {
  constructor(
    private readonly incidents: IncidentService,
    private readonly readModel: IncidentReadModel,
    private readonly facetsReadModel: IncidentFacetsReadModel,
    private readonly details: IncidentDetailsReadModel,
  ) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: IncidentsResponse })
  list(@Query({ schema: IncidentsQuery }) query: IncidentsQuery): Promise<IncidentsResponse> {
    return this.readModel.list(query);
  }

  /** Counts for the same filters: the total, each facet, and which filter removed how many. */
  @Get('facets')
  @RequirePermission('read')
  @SerializeOptions({ schema: IncidentFacetsResponse })
  facets(@Query({ schema: IncidentFilters }) filters: IncidentFilters): Promise<IncidentFacetsResponse> {
    return this.facetsReadModel.count(filters);
  }

  /** Every incident of the filters as CSV (UTF-8 with BOM) or JSON. */
  @Get('export')
  @RequirePermission('read')
  export(
    @Query({ schema: IncidentExportQuery }) query: IncidentExportQuery,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    const { format, ...filters } = query;
    return sendDownload(reply, `incidents.${format}`, exportIncidents(this.readModel.all(filters), format));
  }

  @Post()
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: IncidentResponse })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateIncidentBody }) body: CreateIncidentBody,
  ): Promise<IncidentResponse> {
    const { id } = await this.incidents.create(actor, body);
    return this.details.get(id);
  }

  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: IncidentResponse })
  get(@Param('id', { schema: idParam }) id: string): Promise<IncidentResponse> {
    return this.details.get(id);
  }
}
