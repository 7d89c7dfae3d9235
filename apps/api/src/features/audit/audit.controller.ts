import { Controller, Get, Query, Res, SerializeOptions } from '@nestjs/common';
import { AuditQuery, AuditResponse } from '@tenken/shared/audit.contract';
import { exportQueryOf } from '@tenken/shared/export.contract';
import type { z } from 'zod';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { AuditReadModel } from './audit.read-model.js';

const AuditExportQuery = exportQueryOf(AuditQuery);

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

  /** Every entry of the filters as CSV or JSON. */
  @Get('export')
  export(
    @Query({ schema: AuditExportQuery }) { format, ...filters }: z.output<typeof AuditExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'audit', format, AuditResponse, (page) =>
      this.entries.list({ ...filters, ...page }),
    );
  }
}
