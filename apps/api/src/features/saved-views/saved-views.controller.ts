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
import { RowId } from '@tenken/shared/row-id';
import {
  CreateSavedViewBody,
  PatchSavedViewBody,
  type SavedView,
  SavedViewSchema,
  SavedViewsQuery,
  SavedViewsResponse,
} from '@tenken/shared/saved-views.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { SavedViewReadModel } from './saved-views.read-model.js';
import { SavedViewService } from './saved-views.service.js';

/** `read` everywhere: a viewer keeps views too. What belongs to a team asks for more, in the service. */
@Controller('api/v1/saved-views')
@RequirePermission('read')
export class SavedViewController {
  constructor(
    private readonly views: SavedViewService,
    private readonly readModel: SavedViewReadModel,
  ) {}

  /** One's own views and those of the teams. */
  @Get()
  @SerializeOptions({ schema: SavedViewsResponse })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: SavedViewsQuery }) query: SavedViewsQuery,
  ): Promise<SavedViewsResponse> {
    return this.readModel.list(actor.userId, query);
  }

  /** Keeps an address under a name. */
  @Post()
  @HttpCode(201)
  @SerializeOptions({ schema: SavedViewSchema })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateSavedViewBody }) body: CreateSavedViewBody,
  ): Promise<SavedView> {
    const { id } = await this.views.create(actor, body);
    return this.readModel.view(actor.userId, id);
  }

  /** Renames it, gives it another address, shares it, or makes it what the page opens with. */
  @Patch(':id')
  @SerializeOptions({ schema: SavedViewSchema })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: PatchSavedViewBody }) body: PatchSavedViewBody,
  ): Promise<SavedView> {
    await this.views.change(actor, id, body);
    return this.readModel.view(actor.userId, id);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@CurrentActor() actor: Actor, @Param('id', { schema: RowId }) id: string): Promise<void> {
    await this.views.remove(actor, id);
  }

  /** Undoes the deletion. */
  @Post(':id/restore')
  @HttpCode(200)
  @SerializeOptions({ schema: SavedViewSchema })
  async restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
  ): Promise<SavedView> {
    await this.views.restore(actor, id);
    return this.readModel.view(actor.userId, id);
  }
}
