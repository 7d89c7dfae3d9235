import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { PostmortemRecordsModule } from './postmortem-records.module.js';
import { PostmortemService } from './postmortems.service.js';

@Module({
  imports: [PostmortemRecordsModule, IncidentsModule, ActionItemsModule],
  providers: [PostmortemService],
  exports: [PostmortemService],
})
export class PostmortemsModule {}
