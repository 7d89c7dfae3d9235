import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { AlertRulesModule } from '../alert-rules/alert-rules.module.js';
import { CoverageGapsModule } from '../coverage-gaps/coverage-gaps.module.js';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { ReviewAgendaService } from './review-agenda.service.js';
import { ReviewGapsReadModel } from './review-gaps.read-model.js';
import { ReviewIncidentsReadModel } from './review-incidents.read-model.js';
import { ReviewItemController } from './review-items.controller.js';
import { ReviewItemsReadModel } from './review-items.read-model.js';
import { ReviewItemService } from './review-items.service.js';
import { ReviewListReadModel } from './review-list.read-model.js';
import { ReviewLobbyReadModel } from './review-lobby.read-model.js';
import { ReviewRoomReadModel } from './review-room.read-model.js';
import { ReviewRulesReadModel } from './review-rules.read-model.js';
import { ReviewController } from './reviews.controller.js';
import { ReviewRepository } from './reviews.repository.js';
import { ReviewService } from './reviews.service.js';

@Module({
  imports: [ActionItemsModule, AlertRulesModule, CoverageGapsModule, DecisionsModule],
  controllers: [ReviewController, ReviewItemController],
  providers: [
    ReviewService,
    ReviewItemService,
    ReviewAgendaService,
    ReviewRepository,
    ReviewListReadModel,
    ReviewLobbyReadModel,
    ReviewRoomReadModel,
    ReviewItemsReadModel,
    ReviewRulesReadModel,
    ReviewIncidentsReadModel,
    ReviewGapsReadModel,
  ],
  exports: [ReviewService, ReviewListReadModel, ReviewRoomReadModel],
})
export class ReviewsModule {}
