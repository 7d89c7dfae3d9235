import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { RowId } from '@tenken/shared/row-id';
import {
  AcknowledgeDriftBody,
  AcknowledgeDriftResponse,
  RestoreDriftBody,
  SchemaDriftResponse,
  SourceSchemaResponse,
} from '@tenken/shared/schema-drift.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { SchemaDriftReadModel } from './schema-drift.read-model.js';
import { SchemaDriftService } from './schema-drift.service.js';

/** Changes in the shape of what sources send. */
@Controller('api/v1')
export class SchemaDriftController {
  constructor(
    private readonly drift: SchemaDriftService,
    private readonly readModel: SchemaDriftReadModel,
  ) {}

  @Get('schema-drift')
  @RequirePermission('read')
  @SerializeOptions({ schema: SchemaDriftResponse })
  list(): Promise<SchemaDriftResponse> {
    return this.readModel.list();
  }

  @Get('sources/:id/schema')
  @RequirePermission('read')
  @SerializeOptions({ schema: SourceSchemaResponse })
  get(@Param('id', { schema: RowId }) id: string): Promise<SourceSchemaResponse> {
    return this.readModel.ofSource(id);
  }

  /** These findings are expected. */
  @Post('sources/:id/schema/acknowledge')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: AcknowledgeDriftResponse })
  acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: AcknowledgeDriftBody }) body: AcknowledgeDriftBody,
  ): Promise<AcknowledgeDriftResponse> {
    return this.drift.acknowledge(actor, id, body);
  }

  /** Takes an acknowledgement back. */
  @Post('sources/:id/schema/restore')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: AcknowledgeDriftResponse })
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: RestoreDriftBody }) body: RestoreDriftBody,
  ): Promise<AcknowledgeDriftResponse> {
    return this.drift.restore(actor, id, body);
  }

  /** What is known now is what is expected, though little was seen. */
  @Post('sources/:id/schema/learned')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: SourceSchemaResponse })
  async endLearning(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
  ): Promise<SourceSchemaResponse> {
    await this.drift.endLearning(actor, id);
    return this.readModel.ofSource(id);
  }
}
