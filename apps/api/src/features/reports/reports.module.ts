import { Module } from '@nestjs/common';
import { ActionItemMetricsModule } from '../action-item-metrics/action-item-metrics.module.js';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { AlertRulesModule } from '../alert-rules/alert-rules.module.js';
import { DetectionModule } from '../detection/detection.module.js';
import { DurationsModule } from '../durations/durations.module.js';
import { IncidentRatesModule } from '../incident-rates/incident-rates.module.js';
import { MetricDefinitionsModule } from '../metric-definitions/metric-definitions.module.js';
import { PostmortemMetricsModule } from '../postmortem-metrics/postmortem-metrics.module.js';
import { RecurrenceMetricsModule } from '../recurrence-metrics/recurrence-metrics.module.js';
import { ReportContentsService } from './report-contents.service.js';
import { ReportExportService } from './report-export.service.js';
import { ReportFiguresService } from './report-figures.service.js';
import { ReportPrinterService } from './report-printer.service.js';
import { ReportRowsReadModel } from './report-rows.read-model.js';
import { ReportScheduleRunnerService } from './report-schedule-runner.service.js';
import { ReportScheduleController } from './report-schedules.controller.js';
import { ReportScheduleRepository } from './report-schedules.repository.js';
import { ReportScheduleService } from './report-schedules.service.js';
import { ReportScopeReadModel } from './report-scope.read-model.js';
import { ReportController } from './reports.controller.js';
import { ReportReadModel } from './reports.read-model.js';
import { ReportRepository } from './reports.repository.js';
import { ReportService } from './reports.service.js';

@Module({
  imports: [
    ActionItemMetricsModule,
    ActionItemsModule,
    AlertRulesModule,
    DetectionModule,
    DurationsModule,
    IncidentRatesModule,
    MetricDefinitionsModule,
    PostmortemMetricsModule,
    RecurrenceMetricsModule,
  ],
  controllers: [ReportController, ReportScheduleController],
  providers: [
    ReportContentsService,
    ReportExportService,
    ReportFiguresService,
    ReportPrinterService,
    ReportReadModel,
    ReportRepository,
    ReportRowsReadModel,
    ReportScheduleRepository,
    ReportScheduleRunnerService,
    ReportScheduleService,
    ReportScopeReadModel,
    ReportService,
  ],
})
export class ReportsModule {}
