import { Module } from '@nestjs/common';
import { AlertRulesModule } from '../alert-rules/alert-rules.module.js';
import { SilencesModule } from '../silences/silences.module.js';
import { EpisodeEventReadModel } from './episode-event.read-model.js';
import { EpisodeWriteModule } from './episode-write.module.js';
import { EpisodesController } from './episodes.controller.js';
import { EpisodeReadModel } from './episodes.read-model.js';

/** Episodes, both sides: writing comes with `EpisodeWriteModule`. */
@Module({
  imports: [AlertRulesModule, EpisodeWriteModule, SilencesModule],
  controllers: [EpisodesController],
  providers: [EpisodeEventReadModel, EpisodeReadModel],
  exports: [EpisodeReadModel],
})
export class EpisodesModule {}
