import { Module } from '@nestjs/common';
import { MetricDefinitionController } from './metric-definitions.controller.js';

@Module({ controllers: [MetricDefinitionController] })
export class MetricDefinitionsModule {}
