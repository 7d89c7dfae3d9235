import { Module } from '@nestjs/common';
import { VerdictChecksReadModel } from './verdict-checks.read-model.js';
import { VerdictController } from './verdicts.controller.js';
import { VerdictReadModel } from './verdicts.read-model.js';
import { VerdictRepository } from './verdicts.repository.js';
import { VerdictService } from './verdicts.service.js';

@Module({
  controllers: [VerdictController],
  providers: [VerdictService, VerdictRepository, VerdictReadModel, VerdictChecksReadModel],
  exports: [VerdictService, VerdictReadModel],
})
export class VerdictsModule {}
