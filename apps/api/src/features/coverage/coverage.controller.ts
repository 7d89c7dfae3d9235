import { Controller, Get, Query, Res, SerializeOptions } from '@nestjs/common';
import {
  CoverageCellsQuery,
  CoverageCellsResponse,
  CoverageQuery,
  CoverageResponse,
} from '@tenken/shared/coverage.contract';
import { exportQueryOf } from '@tenken/shared/export.contract';
import type { z } from 'zod';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { CoverageReadModel } from './coverage.read-model.js';

const CoverageCellsExportQuery = exportQueryOf(CoverageCellsQuery);

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
  @Get('cells')
  @SerializeOptions({ schema: CoverageCellsResponse })
  cells(@Query({ schema: CoverageCellsQuery }) query: CoverageCellsQuery): Promise<CoverageCellsResponse> {
    return this.coverage.cells(query);
  }

  @Get('cells/export')
  exportCells(
    @Query({ schema: CoverageCellsExportQuery }) {
      format,
      ...filters
    }: z.output<typeof CoverageCellsExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'coverage-cells', format, CoverageCellsResponse, (page) =>
      this.coverage.cells({ ...filters, ...page }),
    );
  }
}
