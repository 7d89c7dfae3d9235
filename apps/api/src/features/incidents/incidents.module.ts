import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { PostmortemRecordsModule } from '../postmortems/postmortem-records.module.js';
import { IncidentRepository } from './incidents.repository.js';
import { IncidentService } from './incidents.service.js';

@Module({
  imports: [ActionItemsModule, PostmortemRecordsModule],
  providers: [IncidentService, IncidentRepository],
  exports: [IncidentService],
})
export class IncidentsModule {}
