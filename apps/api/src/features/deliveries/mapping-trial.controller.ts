import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { RowId } from '@tenken/shared/row-id';
import { MappingTrialBody, MappingTrialResponse } from '@tenken/shared/source-mapping.contract';
import { RequirePermission } from '../../http/permission.js';
import { MappingTrialService } from './mapping-trial.service.js';

/** What would come out of a source's deliveries under a mapping that is not saved yet. */
@Controller('api/v1/sources')
export class MappingTrialController {
  constructor(private readonly trials: MappingTrialService) {}

  @Post(':id/mapping/try')
  @HttpCode(200)
  @RequirePermission('admin')
  @SerializeOptions({ schema: MappingTrialResponse })
  try(
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: MappingTrialBody }) body: MappingTrialBody,
  ): Promise<MappingTrialResponse> {
    return this.trials.try(id, body);
  }
}
