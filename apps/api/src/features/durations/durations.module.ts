import { Module } from '@nestjs/common';
import { DurationIncidentReadModel } from './duration-incidents.read-model.js';
import { DurationController } from './durations.controller.js';
import { DurationService } from './durations.service.js';
import { IntervalReadModel } from './intervals.read-model.js';

@Module({
  controllers: [DurationController],
  providers: [DurationService, IntervalReadModel, DurationIncidentReadModel],
  exports: [DurationService],
})
export class DurationsModule {}
