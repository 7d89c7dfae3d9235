import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { PostmortemDocumentService } from './postmortem-documents.service.js';
import { PostmortemQueueService } from './postmortem-queue.service.js';
import { PostmortemRecordsModule } from './postmortem-records.module.js';
import { PostmortemController } from './postmortems.controller.js';
import { PostmortemReadModel } from './postmortems.read-model.js';
import { PostmortemService } from './postmortems.service.js';

@Module({
  imports: [PostmortemRecordsModule, IncidentsModule, ActionItemsModule],
  controllers: [PostmortemController],
  providers: [PostmortemService, PostmortemDocumentService, PostmortemQueueService, PostmortemReadModel],
  exports: [PostmortemService],
})
export class PostmortemsModule {}
