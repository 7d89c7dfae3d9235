import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import {
  CreatedReportResponse,
  CreateReportBody,
  ReportExportQuery,
  ReportResponse,
  ReportRowsQuery,
  ReportRowsResponse,
  ReportsQuery,
  ReportsResponse,
  ReportTodayResponse,
} from '@tenken/shared/reports.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendDownload } from '../../http/send-download.js';
import { ReportExportService } from './report-export.service.js';
import { ReportReadModel } from './reports.read-model.js';
import { ReportService } from './reports.service.js';

@Controller('api/v1/reports')
export class ReportController {
  constructor(
    private readonly reports: ReportService,
    private readonly readModel: ReportReadModel,
    private readonly exports: ReportExportService,
  ) {}

  /** Reports that were made, the latest first. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ReportsResponse })
  list(@Query({ schema: ReportsQuery }) query: ReportsQuery): Promise<ReportsResponse> {
    return this.readModel.list(query);
  }

  /** Makes a report of a period and freezes it. */
  @Post()
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: CreatedReportResponse })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateReportBody }) body: CreateReportBody,
  ): Promise<CreatedReportResponse> {
    return this.reports.create(actor, body);
  }

  /** What was stored when the report was made. */
  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: ReportResponse })
  get(@Param('id', { schema: idParam }) id: string): Promise<ReportResponse> {
    return this.reports.get(id);
  }

  /** The frozen rows behind a figure. */
  @Get(':id/rows')
  @RequirePermission('read')
  @SerializeOptions({ schema: ReportRowsResponse })
  rows(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: ReportRowsQuery }) query: ReportRowsQuery,
  ): Promise<ReportRowsResponse> {
    return this.reports.rows(id, query);
  }

  /** The same question asked now, with the differences by name. */
  @Get(':id/today')
  @RequirePermission('read')
  @SerializeOptions({ schema: ReportTodayResponse })
  today(@Param('id', { schema: idParam }) id: string): Promise<ReportTodayResponse> {
    return this.reports.today(id);
  }

  /** The report as a file. */
  @Get(':id/export')
  @RequirePermission('read')
  async export(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: ReportExportQuery }) query: ReportExportQuery,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    const { fileName, body } = await this.exports.export(id, query);
    await sendDownload(reply, fileName, body);
  }

  /** Removes a report for ever. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('admin')
  async remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<void> {
    await this.reports.remove(actor, id);
  }
}
