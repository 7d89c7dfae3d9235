import { Module } from '@nestjs/common';
import { DurationCurveService } from './duration-curves.service.js';
import { DurationIncidentReadModel } from './duration-incidents.read-model.js';
import { DurationController } from './durations.controller.js';
import { DurationService } from './durations.service.js';
import { IntervalReadModel } from './intervals.read-model.js';

@Module({
  controllers: [DurationController],
  providers: [DurationService, DurationCurveService, IntervalReadModel, DurationIncidentReadModel],
  exports: [DurationService, DurationCurveService, DurationIncidentReadModel],
})
export class DurationsModule {}
