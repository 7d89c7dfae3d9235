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
  ActionItemExportQuery,
  ActionItemFilters,
  ActionItemHistoryResponse,
  ActionItemRow,
  ActionItemSummaryResponse,
  ActionItemsQuery,
  ActionItemsResponse,
  BulkActionItemsBody,
  BulkActionItemsResponse,
  ChangedActionItem,
  CreateActionItemBody,
  PatchActionItemBody,
} from '@tenken/shared/action-items.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { type DownloadReply, sendDownload } from '../../http/send-download.js';
import { ActionItemChangeService } from './action-item-changes.service.js';
import { ActionItemHistoryReadModel } from './action-item-history.read-model.js';
import { ActionItemReadModel } from './action-items.read-model.js';
import { ActionItemService } from './action-items.service.js';
import { exportActionItems } from './export-action-items.js';

@Controller('api/v1/action-items')
export class ActionItemController {
  constructor(
    private readonly actionItems: ActionItemService,
    private readonly changes: ActionItemChangeService,
    private readonly readModel: ActionItemReadModel,
    private readonly histories: ActionItemHistoryReadModel,
  ) {}

  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ActionItemsResponse })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: ActionItemsQuery }) query: ActionItemsQuery,
  ): Promise<ActionItemsResponse> {
    return this.readModel.list(query, actor.userId);
  }

  @Get('summary')
  @RequirePermission('read')
  @SerializeOptions({ schema: ActionItemSummaryResponse })
  summary(
    @CurrentActor() actor: Actor,
    @Query({ schema: ActionItemFilters }) filters: ActionItemFilters,
  ): Promise<ActionItemSummaryResponse> {
    return this.readModel.summary(filters, actor.userId);
  }

  /** Every item of the filters: CSV (UTF-8 with BOM), JSON, or a Markdown list that can be pasted as a reminder. */
  @Get('export')
  @RequirePermission('read')
  export(
    @CurrentActor() actor: Actor,
    @Query({ schema: ActionItemExportQuery }) query: ActionItemExportQuery,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    const { format, language, ...filters } = query;
    const rows = this.readModel.all(filters, actor.userId);
    const ending = format === 'markdown' ? 'md' : format;
    return sendDownload(reply, `action-items.${ending}`, exportActionItems(rows, format, language));
  }

  @Post()
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: ActionItemRow })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateActionItemBody }) body: CreateActionItemBody,
  ): Promise<ActionItemRow> {
    const { id } = await this.actionItems.create(actor, body);
    return this.readModel.get(id);
  }

  @Post('bulk')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: BulkActionItemsResponse })
  changeMany(
    @CurrentActor() actor: Actor,
    @Body({ schema: BulkActionItemsBody }) body: BulkActionItemsBody,
  ): Promise<BulkActionItemsResponse> {
    return this.changes.changeMany(actor, body);
  }

  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: ActionItemRow })
  get(@Param('id', { schema: idParam }) id: string): Promise<ActionItemRow> {
    return this.readModel.get(id);
  }

  @Get(':id/history')
  @RequirePermission('read')
  @SerializeOptions({ schema: ActionItemHistoryResponse })
  history(@Param('id', { schema: idParam }) id: string): Promise<ActionItemHistoryResponse> {
    return this.histories.of(id);
  }

  @Patch(':id')
  @RequirePermission('write')
  @SerializeOptions({ schema: ChangedActionItem })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PatchActionItemBody }) body: PatchActionItemBody,
  ): Promise<ChangedActionItem> {
    const { rowVersion, ...change } = body;
    return this.changes.change(actor, id, change, rowVersion);
  }
}
