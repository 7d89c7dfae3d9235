import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { DecisionController } from './decisions.controller.js';
import { DecisionReadModel } from './decisions.read-model.js';
import { DecisionRepository } from './decisions.repository.js';
import { DecisionService } from './decisions.service.js';

@Module({
  imports: [ActionItemsModule],
  controllers: [DecisionController],
  providers: [DecisionService, DecisionRepository, DecisionReadModel],
  exports: [DecisionService, DecisionReadModel],
})
export class DecisionsModule {}
