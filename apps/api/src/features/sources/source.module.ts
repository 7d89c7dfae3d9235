import { Module } from '@nestjs/common';
import { SourceController } from './source.controller.js';
import { SourceReadModel } from './source.read-model.js';
import { SourceRepository } from './source.repository.js';
import { SourceService } from './source.service.js';

@Module({
  controllers: [SourceController],
  providers: [SourceReadModel, SourceRepository, SourceService],
  exports: [SourceService],
})
export class SourceModule {}
