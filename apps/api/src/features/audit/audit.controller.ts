import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { AuditQuery, AuditResponse } from '@tenken/shared/audit.contract';
import { RequirePermission } from '../../http/permission.js';
import { AuditReadModel } from './audit.read-model.js';

@Controller('api/v1/audit')
@RequirePermission('admin')
export class AuditController {
  constructor(private readonly entries: AuditReadModel) {}

  /** Who changed what, newest first. */
  @Get()
  @SerializeOptions({ schema: AuditResponse })
  list(@Query({ schema: AuditQuery }) query: AuditQuery): Promise<AuditResponse> {
    return this.entries.list(query);
  }
}
