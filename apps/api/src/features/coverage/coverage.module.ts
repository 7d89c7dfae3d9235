import { Module } from '@nestjs/common';
import { AlertRulesModule } from '../alert-rules/alert-rules.module.js';
import { CoverageGapsModule } from '../coverage-gaps/coverage-gaps.module.js';
import { DetectionModule } from '../detection/detection.module.js';
import { CoverageController } from './coverage.controller.js';
import { CoverageReadModel } from './coverage.read-model.js';

@Module({
  imports: [AlertRulesModule, CoverageGapsModule, DetectionModule],
  controllers: [CoverageController],
  providers: [CoverageReadModel],
})
export class CoverageModule {}
