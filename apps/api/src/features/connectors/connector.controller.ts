import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import {
  ConnectorDetail,
  ConnectorRow,
  ConnectorsQuery,
  ConnectorsResponse,
  CreateConnectorBody,
  TestConnectorBody,
  TestConnectorResponse,
  UpdateConnectorBody,
} from '@tenken/shared/connectors.contract';
import { RowId } from '@tenken/shared/row-id';
import { Clock } from '../../clock/clock.js';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { ConnectorReadModel } from './connector.read-model.js';
import { ConnectorService } from './connector.service.js';

/** What Tenken fetches by itself: history, rules, silences, and what webhooks have lost. */
@Controller('api/v1/connectors')
export class ConnectorController {
  constructor(
    private readonly connectors: ConnectorService,
    private readonly readModel: ConnectorReadModel,
    private readonly clock: Clock,
  ) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ConnectorsResponse })
  async list(@Query({ schema: ConnectorsQuery }) query: ConnectorsQuery): Promise<ConnectorsResponse> {
    return { items: await this.readModel.list(query.source ?? null), asOf: this.clock.now().toISOString() };
  }

  /** With its last runs and what they had found. */
  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: ConnectorDetail })
  async get(@Param('id', { schema: RowId }) id: string): Promise<ConnectorDetail> {
    const connector = await this.readModel.get(id);
    return { connector, runs: await this.readModel.runs(id), drift: await this.readModel.drift(id) };
  }

  /** Asks once with these settings and keeps nothing. */
  @Post('test')
  @HttpCode(200)
  @RequirePermission('admin')
  @SerializeOptions({ schema: TestConnectorResponse })
  test(@Body({ schema: TestConnectorBody }) body: TestConnectorBody): Promise<TestConnectorResponse> {
    return this.connectors.test(body);
  }

  @Post()
  @RequirePermission('admin')
  @SerializeOptions({ schema: ConnectorRow })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateConnectorBody }) body: CreateConnectorBody,
  ): Promise<ConnectorRow> {
    return this.readModel.get(await this.connectors.create(actor, body));
  }

  @Patch(':id')
  @RequirePermission('admin')
  @SerializeOptions({ schema: ConnectorRow })
  async update(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: UpdateConnectorBody }) body: UpdateConnectorBody,
  ): Promise<ConnectorRow> {
    await this.connectors.update(actor, id, body);
    return this.readModel.get(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('admin')
  async delete(@CurrentActor() actor: Actor, @Param('id', { schema: RowId }) id: string): Promise<void> {
    await this.connectors.delete(actor, id);
  }

  /** Runs it now, whenever it would be due. */
  @Post(':id/run')
  @HttpCode(202)
  @RequirePermission('write')
  @SerializeOptions({ schema: ConnectorRow })
  async run(@CurrentActor() actor: Actor, @Param('id', { schema: RowId }) id: string): Promise<ConnectorRow> {
    await this.connectors.runNow(actor, id);
    return this.readModel.get(id);
  }
}
