import { Module } from '@nestjs/common';
import { RecurrencesModule } from '../recurrences/recurrences.module.js';
import { RecurrenceMetricsController } from './recurrence-metrics.controller.js';
import { RecurrenceMetricsService } from './recurrence-metrics.service.js';

@Module({
  imports: [RecurrencesModule],
  controllers: [RecurrenceMetricsController],
  providers: [RecurrenceMetricsService],
  exports: [RecurrenceMetricsService],
})
export class RecurrenceMetricsModule {}
