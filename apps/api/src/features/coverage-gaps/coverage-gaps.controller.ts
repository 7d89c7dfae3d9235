import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import {
  type CoverageGap,
  CoverageGapSchema,
  CoverageGapsQuery,
  CoverageGapsResponse,
  CreateCoverageGapBody,
  PatchCoverageGapBody,
} from '@tenken/shared/coverage.contract';
import { RowId } from '@tenken/shared/row-id';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { CoverageGapReadModel } from './coverage-gaps.read-model.js';
import { CoverageGapService } from './coverage-gaps.service.js';

@Controller('api/v1/coverage-gaps')
@RequirePermission('read')
export class CoverageGapsController {
  constructor(
    private readonly gaps: CoverageGapService,
    private readonly readModel: CoverageGapReadModel,
  ) {}

  /** The register, what needs doing first. */
  @AlsoAsFile('coverage-gaps', CoverageGapsQuery, CoverageGapsResponse)
  @Get()
  @SerializeOptions({ schema: CoverageGapsResponse })
  async list(@Query({ schema: CoverageGapsQuery }) query: CoverageGapsQuery): Promise<CoverageGapsResponse> {
    await this.gaps.settleProofs();
    return this.readModel.list(query);
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
