import { Module } from '@nestjs/common';
import { ActionItemChangeService } from './action-item-changes.service.js';
import { ActionItemCohortReadModel } from './action-item-cohort.read-model.js';
import { ActionItemHistoryReadModel } from './action-item-history.read-model.js';
import { ActionItemHistoryService } from './action-item-history.service.js';
import { ActionItemController } from './action-items.controller.js';
import { ActionItemReadModel } from './action-items.read-model.js';
import { ActionItemRepository } from './action-items.repository.js';
import { ActionItemService } from './action-items.service.js';
import { BusinessCalendarReadModel } from './business-calendar.read-model.js';
import { CohortRowReadModel } from './cohort-rows.read-model.js';
import { OpenActionItemReadModel } from './open-action-items.read-model.js';
import { RecurredFixReadModel } from './recurred-fixes.read-model.js';
import { TrackerChangeService } from './tracker-changes.service.js';

@Module({
  controllers: [ActionItemController],
  providers: [
    ActionItemService,
    ActionItemChangeService,
    ActionItemHistoryService,
    ActionItemReadModel,
    ActionItemHistoryReadModel,
    ActionItemCohortReadModel,
    ActionItemRepository,
    BusinessCalendarReadModel,
    CohortRowReadModel,
    OpenActionItemReadModel,
    RecurredFixReadModel,
    TrackerChangeService,
  ],
  exports: [
    ActionItemService,
    ActionItemChangeService,
    ActionItemReadModel,
    ActionItemCohortReadModel,
    BusinessCalendarReadModel,
    CohortRowReadModel,
    OpenActionItemReadModel,
    RecurredFixReadModel,
    TrackerChangeService,
  ],
})
export class ActionItemsModule {}
