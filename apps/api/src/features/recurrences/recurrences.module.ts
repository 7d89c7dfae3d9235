import { Module } from '@nestjs/common';
import { RecurrenceController } from './recurrences.controller.js';
import { RecurrenceReadModel } from './recurrences.read-model.js';
import { RecurrenceRepository } from './recurrences.repository.js';
import { RecurrenceService } from './recurrences.service.js';

@Module({
  controllers: [RecurrenceController],
  providers: [RecurrenceService, RecurrenceRepository, RecurrenceReadModel],
})
export class RecurrencesModule {}
