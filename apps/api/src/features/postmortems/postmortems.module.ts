import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { PostmortemCohortReadModel } from './postmortem-cohort.read-model.js';
import { PostmortemDocumentService } from './postmortem-documents.service.js';
import { PostmortemQueueReadModel } from './postmortem-queue.read-model.js';
import { PostmortemRecordsModule } from './postmortem-records.module.js';
import { PostmortemController } from './postmortems.controller.js';
import { PostmortemReadModel } from './postmortems.read-model.js';
import { PostmortemService } from './postmortems.service.js';

@Module({
  imports: [PostmortemRecordsModule, IncidentsModule, ActionItemsModule],
  controllers: [PostmortemController],
  providers: [
    PostmortemCohortReadModel,
    PostmortemService,
    PostmortemDocumentService,
    PostmortemQueueReadModel,
    PostmortemReadModel,
  ],
  exports: [PostmortemService, PostmortemCohortReadModel],
})
export class PostmortemsModule {}
