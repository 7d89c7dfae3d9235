import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { CoverageGapsModule } from '../coverage-gaps/coverage-gaps.module.js';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { SourceModule } from '../sources/source.module.js';
import { VerdictsModule } from '../verdicts/verdicts.module.js';
import { SampleDataController } from './sample-data.controller.js';
import { SampleDataRepository } from './sample-data.repository.js';
import { SampleDataService } from './sample-data.service.js';
import { SampleReviewService } from './sample-review.service.js';

@Module({
  imports: [
    ActionItemsModule,
    CoverageGapsModule,
    DecisionsModule,
    EpisodeWriteModule,
    IncidentsModule,
    ReviewsModule,
    SourceModule,
    VerdictsModule,
  ],
  controllers: [SampleDataController],
  providers: [SampleDataRepository, SampleDataService, SampleReviewService],
})
export class SampleDataModule {}
