import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  SerializeOptions,
} from '@nestjs/common';
import {
  CreateReportScheduleBody,
  PatchReportScheduleBody,
  ReportSchedule,
  ReportSchedulesResponse,
} from '@tenken/shared/reports.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ReportScheduleService } from './report-schedules.service.js';

@Controller('api/v1/report-schedules')
@RequirePermission('admin')
export class ReportScheduleController {
  constructor(private readonly schedules: ReportScheduleService) {}

  /** When reports are made by themselves, and how the last one went. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ReportSchedulesResponse })
  async list(): Promise<ReportSchedulesResponse> {
    return { items: await this.schedules.list() };
  }

  /** A report by itself after each period. */
  @Post()
  @HttpCode(201)
  @SerializeOptions({ schema: ReportSchedule })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateReportScheduleBody }) body: CreateReportScheduleBody,
  ): Promise<ReportSchedule> {
    return this.schedules.create(actor, body);
  }

  @Patch(':id')
  @SerializeOptions({ schema: ReportSchedule })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PatchReportScheduleBody }) body: PatchReportScheduleBody,
  ): Promise<ReportSchedule> {
    return this.schedules.change(actor, id, body);
  }

  /** The reports that it made stay. */
  @Delete(':id')
  @HttpCode(204)
  async remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<void> {
    await this.schedules.remove(actor, id);
  }
}
