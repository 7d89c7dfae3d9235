import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { PostmortemRecordsModule } from '../postmortems/postmortem-records.module.js';
import { IncidentBatchRepository } from './incident-batch.repository.js';
import { IncidentBatchService } from './incident-batch.service.js';
import { IncidentChangeController } from './incident-changes.controller.js';
import { IncidentChangeService } from './incident-changes.service.js';
import { IncidentDetailsReadModel } from './incident-details.read-model.js';
import { IncidentFacetsReadModel } from './incident-facets.read-model.js';
import { IncidentProblemService } from './incident-problems.service.js';
import { IncidentController } from './incidents.controller.js';
import { IncidentReadModel } from './incidents.read-model.js';
import { IncidentRepository } from './incidents.repository.js';
import { IncidentService } from './incidents.service.js';

@Module({
  imports: [ActionItemsModule, PostmortemRecordsModule],
  controllers: [IncidentController, IncidentChangeController],
  providers: [
    IncidentService,
    IncidentBatchRepository,
    IncidentBatchService,
    IncidentChangeService,
    IncidentProblemService,
    IncidentRepository,
    IncidentReadModel,
    IncidentFacetsReadModel,
    IncidentDetailsReadModel,
  ],
  exports: [IncidentBatchService, IncidentService],
})
export class IncidentsModule {}
