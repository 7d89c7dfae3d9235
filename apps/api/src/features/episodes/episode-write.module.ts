import { Module } from '@nestjs/common';
import { AlertRuleDiscoveryRepository } from './alert-rule-discovery.repository.js';
import { EpisodeRepository } from './episode.repository.js';
import { EpisodeService } from './episode.service.js';
import { RuleDirectoryService } from './rule-directory.service.js';

/** The write side of episodes. */
@Module({
  providers: [AlertRuleDiscoveryRepository, EpisodeRepository, EpisodeService, RuleDirectoryService],
  exports: [EpisodeService],
})
export class EpisodeWriteModule {}
