import { Module } from '@nestjs/common';
import { CoverageGapRepository } from './coverage-gaps.repository.js';
import { CoverageGapService } from './coverage-gaps.service.js';

@Module({
  providers: [CoverageGapService, CoverageGapRepository],
  exports: [CoverageGapService],
})
export class CoverageGapsModule {}
