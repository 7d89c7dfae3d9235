import { Module } from '@nestjs/common';
import { ActionItemsModule } from '../action-items/action-items.module.js';
import { CoverageGapsController } from './coverage-gaps.controller.js';
import { CoverageGapReadModel } from './coverage-gaps.read-model.js';
import { CoverageGapRepository } from './coverage-gaps.repository.js';
import { CoverageGapService } from './coverage-gaps.service.js';

@Module({
  imports: [ActionItemsModule],
  controllers: [CoverageGapsController],
  providers: [CoverageGapService, CoverageGapReadModel, CoverageGapRepository],
  exports: [CoverageGapService, CoverageGapReadModel],
})
export class CoverageGapsModule {}
