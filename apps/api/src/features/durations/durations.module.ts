import { Module } from '@nestjs/common';
import { DurationCurveService } from './duration-curves.service.js';
import { DurationIncidentReadModel } from './duration-incidents.read-model.js';
import { DurationController } from './durations.controller.js';
import { DurationService } from './durations.service.js';
import { IntervalStateReadModel } from './interval-states.read-model.js';
import { IntervalReadModel } from './intervals.read-model.js';

@Module({
  controllers: [DurationController],
  providers: [
    DurationService,
    DurationCurveService,
    IntervalReadModel,
    IntervalStateReadModel,
    DurationIncidentReadModel,
  ],
  exports: [DurationService, DurationCurveService, IntervalStateReadModel],
})
export class DurationsModule {}
