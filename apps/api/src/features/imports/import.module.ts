import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { AlertRuleCatalogModule } from '../alert-rules/alert-rule-catalog.module.js';
import { EpisodeWriteModule } from '../episodes/episode-write.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { PostmortemsModule } from '../postmortems/postmortems.module.js';
import { SourceModule } from '../sources/source.module.js';
import { ImportController } from './import.controller.js';
import { ImportRepository } from './import.repository.js';
import { ImportService } from './import.service.js';
import { ImportMappingRepository } from './import-mapping.repository.js';
import { ImportPreviewService } from './import-preview.service.js';
import { ImportRunnerService } from './import-runner.service.js';
import { ImportWriterService } from './import-writer.service.js';
import { RuleImportService } from './rules/rule-import.service.js';

@Module({
  imports: [
    ActionItemsModule,
    AlertRuleCatalogModule,
    EpisodeWriteModule,
    IncidentsModule,
    PostmortemsModule,
    SourceModule,
  ],
  controllers: [ImportController],
  providers: [
    ImportPreviewService,
    ImportRepository,
    ImportMappingRepository,
    ImportRunnerService,
    ImportService,
    ImportWriterService,
    RuleImportService,
  ],
})
export class ImportModule {}
