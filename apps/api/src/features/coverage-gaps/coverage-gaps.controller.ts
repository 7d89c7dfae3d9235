import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import {
  type CoverageGap,
  CoverageGapSchema,
  CoverageGapsQuery,
  CoverageGapsResponse,
  CreateCoverageGapBody,
  PatchCoverageGapBody,
} from '@tenken/shared/coverage.contract';
import { exportQueryOf } from '@tenken/shared/export.contract';
import { RowId } from '@tenken/shared/row-id';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { CoverageGapReadModel } from './coverage-gaps.read-model.js';
import { CoverageGapService } from './coverage-gaps.service.js';

const CoverageGapsExportQuery = exportQueryOf(CoverageGapsQuery);

@Controller('api/v1/coverage-gaps')
@RequirePermission('read')
export class CoverageGapsController {
  constructor(
    private readonly gaps: CoverageGapService,
    private readonly readModel: CoverageGapReadModel,
  ) {}

  /** The register, what needs doing first. */
  @Get()
  @SerializeOptions({ schema: CoverageGapsResponse })
  async list(@Query({ schema: CoverageGapsQuery }) query: CoverageGapsQuery): Promise<CoverageGapsResponse> {
    await this.gaps.settleProofs();
    return this.readModel.list(query);
  }

  /** Every gap of the filters as CSV or JSON. */
  @Get('export')
  async export(
    @Query({ schema: CoverageGapsExportQuery }) {
      format,
      ...filters
    }: z.output<typeof CoverageGapsExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    await this.gaps.settleProofs();
    return sendList(reply, 'coverage-gaps', format, CoverageGapsResponse, (page) =>
      this.readModel.list({ ...filters, ...page }),
    );
  }

  @Get(':id')
  @SerializeOptions({ schema: CoverageGapSchema })
  async gap(@Param('id', { schema: RowId }) id: string): Promise<CoverageGap> {
    await this.gaps.settleProofs();
    return this.readModel.gap(id);
  }

  /** Records a gap. */
  @Post()
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: CoverageGapSchema })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateCoverageGapBody }) body: CreateCoverageGapBody,
  ): Promise<CoverageGap> {
    const { id } = await this.gaps.createWithAction(actor, body);
    return this.readModel.gap(id);
  }

  /** Changes a gap: its words, its owner, its state. */
  @Patch(':id')
  @RequirePermission('write')
  @SerializeOptions({ schema: CoverageGapSchema })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: PatchCoverageGapBody }) body: PatchCoverageGapBody,
  ): Promise<CoverageGap> {
    await this.gaps.change(actor, id, body);
    return this.readModel.gap(id);
  }
}
