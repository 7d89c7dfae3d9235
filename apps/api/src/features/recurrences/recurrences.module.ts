import { Module } from '@nestjs/common';
import { CohortRecurrenceReadModel } from './cohort-recurrences.read-model.js';
import { RecurrenceController } from './recurrences.controller.js';
import { RecurrenceReadModel } from './recurrences.read-model.js';
import { RecurrenceRepository } from './recurrences.repository.js';
import { RecurrenceService } from './recurrences.service.js';

@Module({
  controllers: [RecurrenceController],
  providers: [RecurrenceService, RecurrenceRepository, RecurrenceReadModel, CohortRecurrenceReadModel],
  exports: [CohortRecurrenceReadModel],
})
export class RecurrencesModule {}
