import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { ReviewExportService } from './review-export.service.js';
import { ReviewMinutesController } from './review-minutes.controller.js';
import { ReviewMinutesService } from './review-minutes.service.js';
import { ReviewPrinterService } from './review-printer.service.js';
import { ReviewRecordReadModel } from './review-record.read-model.js';

/** What leaves a review: minutes in every form, the record as it stands today, the invitation to the next one. */
@Module({
  imports: [DecisionsModule, ReviewsModule],
  controllers: [ReviewMinutesController],
  providers: [ReviewExportService, ReviewMinutesService, ReviewPrinterService, ReviewRecordReadModel],
  exports: [ReviewMinutesService],
})
export class ReviewMinutesModule {}
