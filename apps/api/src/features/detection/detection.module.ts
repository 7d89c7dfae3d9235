import { Module } from '@nestjs/common';
import { DetectionController } from './detection.controller.js';
import { DetectionReadModel } from './detection.read-model.js';
import { DetectionLedgerReadModel } from './detection-ledger.read-model.js';
import { EpisodeCandidateReadModel } from './episode-candidates.read-model.js';
import { EpisodeLinkRepository } from './episode-links.repository.js';
import { EpisodeLinkService } from './episode-links.service.js';
import { RecallService } from './recall.service.js';
import { RuleDetectionReadModel } from './rule-detection.read-model.js';
import { RuleIncidentsReadModel } from './rule-incidents.read-model.js';

@Module({
  controllers: [DetectionController],
  providers: [
    DetectionReadModel,
    DetectionLedgerReadModel,
    EpisodeCandidateReadModel,
    EpisodeLinkRepository,
    EpisodeLinkService,
    RecallService,
    RuleDetectionReadModel,
    RuleIncidentsReadModel,
  ],
  exports: [DetectionReadModel, DetectionLedgerReadModel, RuleDetectionReadModel, RuleIncidentsReadModel],
})
export class DetectionModule {}
