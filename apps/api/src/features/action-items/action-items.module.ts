import { Module } from '@nestjs/common';
import { ActionItemChangeService } from './action-item-changes.service.js';
import { ActionItemCohortReadModel } from './action-item-cohort.read-model.js';
import { ActionItemController } from './action-items.controller.js';
import { ActionItemReadModel } from './action-items.read-model.js';
import { ActionItemRepository } from './action-items.repository.js';
import { ActionItemService } from './action-items.service.js';

@Module({
  controllers: [ActionItemController],
  providers: [
    ActionItemService,
    ActionItemChangeService,
    ActionItemReadModel,
    ActionItemCohortReadModel,
    ActionItemRepository,
  ],
  exports: [ActionItemService, ActionItemChangeService, ActionItemReadModel, ActionItemCohortReadModel],
})
export class ActionItemsModule {}
