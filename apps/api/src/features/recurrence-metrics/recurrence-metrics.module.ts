import { Module } from '@nestjs/common';
import { RecurrencesModule } from '../recurrences/recurrences.module.js';
import { RecurrenceCohortReadModel } from './recurrence-cohort.read-model.js';
import { RecurrenceMetricsController } from './recurrence-metrics.controller.js';
import { RecurrenceMetricsService } from './recurrence-metrics.service.js';

@Module({
  imports: [RecurrencesModule],
  controllers: [RecurrenceMetricsController],
  providers: [RecurrenceMetricsService, RecurrenceCohortReadModel],
})
export class RecurrenceMetricsModule {}
