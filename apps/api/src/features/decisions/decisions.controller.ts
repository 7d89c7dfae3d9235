import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import { DecisionEffectResponse, EffectQuery } from '@tenken/shared/decision-effect.contract';
import {
  CreateDecisionBody,
  type Decision,
  DecisionFacetsResponse,
  DecisionSchema,
  DecisionsQuery,
  DecisionsResponse,
  PatchDecisionBody,
  UndoDecisionQuery,
} from '@tenken/shared/decisions.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { DecisionReadModel } from './decisions.read-model.js';
import { DecisionService } from './decisions.service.js';

@Controller('api/v1/decisions')
@RequirePermission('write')
@SerializeOptions({ schema: DecisionSchema })
export class DecisionController {
  constructor(
    private readonly decisions: DecisionService,
    private readonly readModel: DecisionReadModel,
  ) {}

  @AlsoAsFile('decisions', DecisionsQuery, DecisionsResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: DecisionsResponse })
  list(@Query({ schema: DecisionsQuery }) query: DecisionsQuery): Promise<DecisionsResponse> {
    return this.readModel.list(query);
  }

  @Get('facets')
  @RequirePermission('read')
  @SerializeOptions({ schema: DecisionFacetsResponse })
  facets(@Query({ schema: DecisionsQuery }) query: DecisionsQuery): Promise<DecisionFacetsResponse> {
    return this.readModel.facets(query);
  }

  /** Did it work? The strip of days, the incidents and what else happened. */
  @Get(':id/effect')
  @RequirePermission('read')
  @SerializeOptions({ schema: DecisionEffectResponse })
  effect(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: EffectQuery }) { timeZone }: EffectQuery,
  ): Promise<DecisionEffectResponse> {
    return this.readModel.effect(id, timeZone);
  }

  /** A person has looked at the finished measurement: no reminder of it any more. */
  @Post(':id/effect/seen')
  @HttpCode(200)
  seen(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<Decision> {
    return this.decisions.markSeen(actor, id);
  }

  @Get(':id')
  @RequirePermission('read')
  get(@Param('id', { schema: idParam }) id: string): Promise<Decision> {
    return this.readModel.get(id);
  }

  @Post()
  @HttpCode(201)
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateDecisionBody }) body: CreateDecisionBody,
  ): Promise<Decision> {
    return this.decisions.create(actor, body);
  }

  @Patch(':id')
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PatchDecisionBody }) body: PatchDecisionBody,
  ): Promise<Decision> {
    return this.decisions.change(actor, id, body);
  }

  @Post(':id/done')
  @HttpCode(200)
  done(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<Decision> {
    return this.decisions.close(actor, id, 'done');
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<Decision> {
    return this.decisions.close(actor, id, 'cancelled');
  }

  /** Takes the last step back. */
  @Post(':id/undo')
  @HttpCode(200)
  undo(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: UndoDecisionQuery }) { status }: UndoDecisionQuery,
  ): Promise<Decision> {
    return this.decisions.undo(actor, id, status);
  }
}
