import { Module } from '@nestjs/common';
import { CohortRecurrenceReadModel } from './cohort-recurrences.read-model.js';
import { ConfirmedPairReadModel } from './confirmed-pairs.read-model.js';
import { RecurrenceCandidateReadModel } from './recurrence-candidates.read-model.js';
import { RecurrenceCheckRepository } from './recurrence-checks.repository.js';
import { RecurrenceListReadModel } from './recurrence-list.read-model.js';
import { RecurrencePairReadModel } from './recurrence-pair.read-model.js';
import { RecurrenceSuggestionService } from './recurrence-suggestions.service.js';
import { RecurrenceController, RecurrenceListController } from './recurrences.controller.js';
import { RecurrenceReadModel } from './recurrences.read-model.js';
import { RecurrenceRepository } from './recurrences.repository.js';
import { RecurrenceService } from './recurrences.service.js';
import { TextComparisonService } from './text-comparison.service.js';

@Module({
  controllers: [RecurrenceController, RecurrenceListController],
  providers: [
    RecurrenceService,
    RecurrenceSuggestionService,
    TextComparisonService,
    RecurrenceRepository,
    RecurrenceCheckRepository,
    RecurrenceReadModel,
    RecurrencePairReadModel,
    RecurrenceListReadModel,
    RecurrenceCandidateReadModel,
    CohortRecurrenceReadModel,
    ConfirmedPairReadModel,
  ],
  exports: [
    CohortRecurrenceReadModel,
    ConfirmedPairReadModel,
    RecurrenceSuggestionService,
    TextComparisonService,
  ],
})
export class RecurrencesModule {}
