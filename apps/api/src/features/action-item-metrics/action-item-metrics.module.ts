import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { ActionItemMetricsController } from './action-item-metrics.controller.js';
import { ActionItemMetricsService } from './action-item-metrics.service.js';

@Module({
  imports: [ActionItemsModule],
  controllers: [ActionItemMetricsController],
  providers: [ActionItemMetricsService],
  exports: [ActionItemMetricsService],
})
export class ActionItemMetricsModule {}
