import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { CoverageQuery, CoverageResponse } from '@tenken/shared/coverage.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { CoverageReadModel } from './coverage.read-model.js';

@AlsoAsCsv()
@Controller('api/v1/coverage')
@RequirePermission('read')
export class CoverageController {
  constructor(private readonly coverage: CoverageReadModel) {}

  /** Every service with what is known of each signal. */
  @Get()
  @SerializeOptions({ schema: CoverageResponse })
  matrix(@Query({ schema: CoverageQuery }) query: CoverageQuery): Promise<CoverageResponse> {
    return this.coverage.matrix(query);
  }
}
