import { Module } from '@nestjs/common';
import { SchemaDriftController } from './schema-drift.controller.js';
import { SchemaDriftReadModel } from './schema-drift.read-model.js';
import { SchemaDriftRepository } from './schema-drift.repository.js';
import { SchemaDriftService } from './schema-drift.service.js';

@Module({
  controllers: [SchemaDriftController],
  providers: [SchemaDriftReadModel, SchemaDriftRepository, SchemaDriftService],
  exports: [SchemaDriftService],
})
export class SchemaDriftModule {}
