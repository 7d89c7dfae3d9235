import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditReadModel } from './audit.read-model.js';
import { AuditService } from './audit.service.js';

@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditReadModel, AuditService],
  exports: [AuditService],
})
export class AuditModule {}
