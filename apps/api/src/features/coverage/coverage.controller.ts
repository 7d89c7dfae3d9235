import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  CoverageCellsQuery,
  CoverageCellsResponse,
  CoverageQuery,
  CoverageResponse,
} from '@tenken/shared/coverage.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { CoverageReadModel } from './coverage.read-model.js';

@Controller('api/v1/coverage')
@RequirePermission('read')
export class CoverageController {
  constructor(private readonly coverage: CoverageReadModel) {}

  /** Every service with what is known of each signal. */
  @AlsoAsCsv()
  @Get()
  @SerializeOptions({ schema: CoverageResponse })
  matrix(@Query({ schema: CoverageQuery }) query: CoverageQuery): Promise<CoverageResponse> {
    return this.coverage.matrix(query);
  }

  /** The cells of one state: as many as the matrix counts. */
  @AlsoAsFile('coverage-cells', CoverageCellsQuery, CoverageCellsResponse)
  @Get('cells')
  @SerializeOptions({ schema: CoverageCellsResponse })
  cells(@Query({ schema: CoverageCellsQuery }) query: CoverageCellsQuery): Promise<CoverageCellsResponse> {
    return this.coverage.cells(query);
  }
}
