import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { AlertRulesModule } from '../alert-rules/alert-rules.module.js';
import { CoverageGapsModule } from '../coverage-gaps/coverage-gaps.module.js';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { DetectionModule } from '../detection/detection.module.js';
import { ReviewAgendaService } from './review-agenda.service.js';
import { ReviewGapsReadModel } from './review-gaps.read-model.js';
import { ReviewIncidentsReadModel } from './review-incidents.read-model.js';
import { ReviewItemController } from './review-items.controller.js';
import { ReviewItemsReadModel } from './review-items.read-model.js';
import { ReviewItemRepository } from './review-items.repository.js';
import { ReviewItemService } from './review-items.service.js';
import { ReviewListReadModel } from './review-list.read-model.js';
import { ReviewLobbyReadModel } from './review-lobby.read-model.js';
import { ReviewPaceController } from './review-pace.controller.js';
import { ReviewPaceService } from './review-pace.service.js';
import { ReviewPresenceController } from './review-presence.controller.js';
import { ReviewPresenceReadModel } from './review-presence.read-model.js';
import { ReviewPresenceRepository } from './review-presence.repository.js';
import { ReviewPresenceService } from './review-presence.service.js';
import { ReviewRoomReadModel } from './review-room.read-model.js';
import { ReviewRulesReadModel } from './review-rules.read-model.js';
import { ReviewSignOffController } from './review-sign-offs.controller.js';
import { ReviewSignOffService } from './review-sign-offs.service.js';
import { ReviewTopicController } from './review-topics.controller.js';
import { ReviewTopicService } from './review-topics.service.js';
import { ReviewVoteController } from './review-votes.controller.js';
import { ReviewVotesReadModel } from './review-votes.read-model.js';
import { ReviewVoteRepository } from './review-votes.repository.js';
import { ReviewVoteService } from './review-votes.service.js';
import { ReviewWriteService } from './review-write.service.js';
import { ReviewController } from './reviews.controller.js';
import { ReviewRepository } from './reviews.repository.js';
import { ReviewService } from './reviews.service.js';

@Module({
  imports: [ActionItemsModule, AlertRulesModule, CoverageGapsModule, DecisionsModule, DetectionModule],
  controllers: [
    ReviewController,
    ReviewItemController,
    ReviewPaceController,
    ReviewPresenceController,
    ReviewSignOffController,
    ReviewTopicController,
    ReviewVoteController,
  ],
  providers: [
    ReviewService,
    ReviewItemService,
    ReviewAgendaService,
    ReviewPaceService,
    ReviewPresenceService,
    ReviewSignOffService,
    ReviewTopicService,
    ReviewVoteService,
    ReviewWriteService,
    ReviewRepository,
    ReviewItemRepository,
    ReviewPresenceRepository,
    ReviewVoteRepository,
    ReviewPresenceReadModel,
    ReviewVotesReadModel,
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
