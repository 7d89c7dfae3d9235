import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { TrackerIssueController } from './tracker-issues.controller.js';
import { TrackerIssueRepository } from './tracker-issues.repository.js';
import { TrackerIssueService } from './tracker-issues.service.js';

@Module({
  imports: [ActionItemsModule, ConnectorsModule],
  controllers: [TrackerIssueController],
  providers: [TrackerIssueRepository, TrackerIssueService],
})
export class TrackerIssuesModule {}
