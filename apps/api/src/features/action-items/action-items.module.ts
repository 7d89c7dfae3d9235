import { Module } from '@nestjs/common';
import { ActionItemRepository } from './action-items.repository.js';
import { ActionItemService } from './action-items.service.js';

@Module({
  providers: [ActionItemService, ActionItemRepository],
  exports: [ActionItemService],
})
export class ActionItemsModule {}
