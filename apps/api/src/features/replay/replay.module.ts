import { Module } from '@nestjs/common';
import { AlertRulesModule } from '../alert-rules/alert-rules.module.js';
import { DetectionModule } from '../detection/detection.module.js';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { ReplayController } from './replay.controller.js';
import { ReplayService } from './replay.service.js';
import { ReplayHistoryReadModel } from './replay-history.read-model.js';
import { ReplayMaterialService } from './replay-material.service.js';
import { ReplayRuleReadModel } from './replay-rules.read-model.js';

@Module({
  imports: [AlertRulesModule, DetectionModule, EpisodesModule],
  controllers: [ReplayController],
  providers: [ReplayService, ReplayMaterialService, ReplayRuleReadModel, ReplayHistoryReadModel],
})
export class ReplayModule {}
