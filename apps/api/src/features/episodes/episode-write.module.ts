import { Module } from '@nestjs/common';
import { AlertRuleDiscoveryRepository } from './alert-rule-discovery.repository.js';
import { EpisodeRepository } from './episode.repository.js';
import { EpisodeService } from './episode.service.js';
import { EpisodeDayCountRepository } from './episode-day-count.repository.js';
import { EpisodeDayCountService } from './episode-day-count.service.js';
import { EpisodeEventRepository } from './episode-event.repository.js';
import { EpisodeEventService } from './episode-event.service.js';
import { EpisodeFoldService } from './episode-fold.service.js';
import { EpisodeReferenceRepository } from './episode-reference.repository.js';
import { EpisodeRetentionService } from './episode-retention.service.js';
import { FoldedEpisodeRepository } from './folded-episode.repository.js';
import { RuleDirectoryService } from './rule-directory.service.js';
import { ServiceDurationRepository } from './service-durations.repository.js';

/** The write side of episodes. */
@Module({
  providers: [
    AlertRuleDiscoveryRepository,
    EpisodeDayCountRepository,
    EpisodeDayCountService,
    EpisodeEventRepository,
    EpisodeEventService,
    EpisodeFoldService,
    EpisodeReferenceRepository,
    EpisodeRepository,
    EpisodeRetentionService,
    EpisodeService,
    FoldedEpisodeRepository,
    RuleDirectoryService,
    ServiceDurationRepository,
  ],
  exports: [EpisodeEventService, EpisodeRetentionService, EpisodeService],
})
export class EpisodeWriteModule {}
