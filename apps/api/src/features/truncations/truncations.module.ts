import { Module } from '@nestjs/common';
import { TruncationReadModel } from './truncation.read-model.js';
import { TruncationService } from './truncation.service.js';

@Module({
  providers: [TruncationReadModel, TruncationService],
  exports: [TruncationReadModel, TruncationService],
})
export class TruncationsModule {}
