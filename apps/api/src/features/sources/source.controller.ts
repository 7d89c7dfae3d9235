import { Body, Controller, Get, Param, Patch, Post, SerializeOptions } from '@nestjs/common';
import { RowId } from '@tenken/shared/row-id';
import {
  CreateSourceBody,
  RenewCredentialsBody,
  SourceCreatedResponse,
  SourceRow,
  SourcesResponse,
  UpdateSourceBody,
} from '@tenken/shared/sources.contract';
import { Clock } from '../../clock/clock.js';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { SourceReadModel } from './source.read-model.js';
import { type SourceCredentials, SourceService } from './source.service.js';

/** Where alerts and action items come from, and how fresh each of them is. */
@Controller('api/v1/sources')
export class SourceController {
  constructor(
    private readonly sources: SourceService,
    private readonly readModel: SourceReadModel,
    private readonly clock: Clock,
  ) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: SourcesResponse })
  async list(): Promise<SourcesResponse> {
    return { items: await this.readModel.list(), asOf: this.clock.now().toISOString() };
  }

  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: SourceRow })
  get(@Param('id', { schema: RowId }) id: string): Promise<SourceRow> {
    return this.readModel.get(id);
  }

  /** Adds a source; its token or secret is in this answer only. */
  @Post()
  @RequirePermission('admin')
  @SerializeOptions({ schema: SourceCreatedResponse })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateSourceBody }) body: CreateSourceBody,
  ): Promise<SourceCreatedResponse> {
    return this.answer(await this.sources.create(actor, body));
  }

  @Patch(':id')
  @RequirePermission('admin')
  @SerializeOptions({ schema: SourceRow })
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: UpdateSourceBody }) body: UpdateSourceBody,
  ): Promise<SourceRow> {
    await this.sources.update(actor, id, body);
    return this.readModel.get(id);
  }

  /** New credentials; the old ones end at once, or after `overlapHours`. */
  @Post(':id/credentials')
  @RequirePermission('admin')
  @SerializeOptions({ schema: SourceCreatedResponse })
  async renewCredentials(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: RenewCredentialsBody }) body: RenewCredentialsBody,
  ): Promise<SourceCreatedResponse> {
    return this.answer(await this.sources.renewCredentials(actor, id, body));
  }

  private async answer({ id, token, secret }: SourceCredentials): Promise<SourceCreatedResponse> {
    return { source: await this.readModel.get(id), token, secret };
  }
}
