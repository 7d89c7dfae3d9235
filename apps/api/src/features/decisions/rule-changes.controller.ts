import { Controller, Get, Param, Query, Res, SerializeOptions } from '@nestjs/common';
import {
  EffectQuery,
  RuleChangeEffectResponse,
  RuleChangesQuery,
  RuleChangesResponse,
} from '@tenken/shared/decision-effect.contract';
import { exportQueryOf } from '@tenken/shared/export.contract';
import { z } from 'zod';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { RuleChangeReadModel } from './rule-changes.read-model.js';

const RuleChangesExportQuery = exportQueryOf(RuleChangesQuery);
const Version = z.coerce.number().int().min(2).max(1_000_000);

@Controller('api/v1/rule-changes')
export class RuleChangeController {
  constructor(private readonly changes: RuleChangeReadModel) {}

  /** Definition changes without a decision. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: RuleChangesResponse })
  list(@Query({ schema: RuleChangesQuery }) query: RuleChangesQuery): Promise<RuleChangesResponse> {
    return this.changes.list(query);
  }

  /** Every change of the filters as CSV or JSON. */
  @Get('export')
  @RequirePermission('read')
  export(
    @Query({ schema: RuleChangesExportQuery }) {
      format,
      ...filters
    }: z.output<typeof RuleChangesExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'rule-changes', format, RuleChangesResponse, (page) =>
      this.changes.list({ ...filters, ...page }),
    );
  }

  @Get(':id/:version/effect')
  @RequirePermission('read')
  @SerializeOptions({ schema: RuleChangeEffectResponse })
  effect(
    @Param('id', { schema: idParam }) id: string,
    @Param('version', { schema: Version }) version: number,
    @Query({ schema: EffectQuery }) { timeZone }: EffectQuery,
  ): Promise<RuleChangeEffectResponse> {
    return this.changes.effect(id, version, timeZone);
  }
}
