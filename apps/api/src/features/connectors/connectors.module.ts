import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { AlertRuleCatalogModule } from '../alert-rules/alert-rule-catalog.module.js';
import { DeliveryModule } from '../deliveries/delivery.module.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';
import { SilencesModule } from '../silences/silences.module.js';
import { SourceModule } from '../sources/source.module.js';
import { ConnectorController } from './connector.controller.js';
import { ConnectorReadModel } from './connector.read-model.js';
import { ConnectorRepository } from './connector.repository.js';
import { ConnectorService } from './connector.service.js';
import { ConnectorRunRepository } from './connector-run.repository.js';
import { ConnectorRunnerService } from './connector-runner.service.js';
import { ConnectorWriterService } from './connector-writer.service.js';
import { GithubIssueService } from './github-issues.service.js';
import { KnownStateReadModel } from './known-state.read-model.js';

@Module({
  imports: [
    ActionItemsModule,
    AlertRuleCatalogModule,
    DeliveryModule,
    EpisodeWriteModule,
    SilencesModule,
    SourceModule,
  ],
  controllers: [ConnectorController],
  providers: [
    ConnectorReadModel,
    ConnectorRepository,
    ConnectorRunRepository,
    ConnectorRunnerService,
    ConnectorService,
    ConnectorWriterService,
    GithubIssueService,
    KnownStateReadModel,
  ],
  exports: [GithubIssueService],
})
export class ConnectorsModule {}
