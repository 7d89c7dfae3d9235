import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { ClientRequestsModule } from '../client-requests/client-requests.module.js';
import { DetectionModule } from '../detection/detection.module.js';
import { DecisionOutcomeReadModel } from './decision-outcomes.read-model.js';
import { DecisionController } from './decisions.controller.js';
import { DecisionReadModel } from './decisions.read-model.js';
import { DecisionRepository } from './decisions.repository.js';
import { DecisionService } from './decisions.service.js';
import { EffectCountsReadModel } from './effect-counts.read-model.js';
import { EffectEvidenceReadModel } from './effect-evidence.read-model.js';
import { EffectReadModel } from './effects.read-model.js';
import { RuleChangeController } from './rule-changes.controller.js';
import { RuleChangeReadModel } from './rule-changes.read-model.js';

@Module({
  imports: [ActionItemsModule, ClientRequestsModule, DetectionModule],
  controllers: [DecisionController, RuleChangeController],
  providers: [
    DecisionService,
    DecisionRepository,
    DecisionReadModel,
    DecisionOutcomeReadModel,
    EffectReadModel,
    EffectCountsReadModel,
    EffectEvidenceReadModel,
    RuleChangeReadModel,
  ],
  exports: [DecisionService, DecisionReadModel],
})
export class DecisionsModule {}
