import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { AuditQuery, AuditResponse } from '@tenken/shared/audit.contract';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { AuditReadModel } from './audit.read-model.js';

@Controller('api/v1/audit')
@RequirePermission('admin')
export class AuditController {
  constructor(private readonly entries: AuditReadModel) {}

  /** Who changed what, newest first. */
  @AlsoAsFile('audit', AuditQuery, AuditResponse)
  @Get()
  @SerializeOptions({ schema: AuditResponse })
  list(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditResponse> {
    return this.entries.list(query);
  }
}
