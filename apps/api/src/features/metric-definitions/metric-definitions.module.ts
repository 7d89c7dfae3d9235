import { Module } from '@nestjs/common';
import { DefinitionChangeController } from './definition-changes.controller.js';
import { DefinitionChangeReadModel } from './definition-changes.read-model.js';
import { MetricDefinitionController } from './metric-definitions.controller.js';

@Module({
  controllers: [MetricDefinitionController, DefinitionChangeController],
  providers: [DefinitionChangeReadModel],
  exports: [DefinitionChangeReadModel],
})
export class MetricDefinitionsModule {}
