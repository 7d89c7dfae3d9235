import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import {
  GiveVerdictBody,
  GiveVerdictsBody,
  PatchVerdictBody,
  UndoVerdictsBody,
  type VerdictEvent,
  VerdictEventSchema,
  VerdictsGivenResponse,
  VerdictsQuery,
  VerdictsResponse,
} from '@tenken/shared/verdicts.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { VerdictReadModel } from './verdicts.read-model.js';
import { VerdictService } from './verdicts.service.js';

@Controller('api/v1/verdicts')
export class VerdictController {
  constructor(
    private readonly verdicts: VerdictService,
    private readonly readModel: VerdictReadModel,
  ) {}

  /** The log of verdicts, newest first. */
  @AlsoAsFile('verdicts', VerdictsQuery, VerdictsResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: VerdictsResponse })
  list(@Query({ schema: VerdictsQuery }) query: VerdictsQuery): Promise<VerdictsResponse> {
    return this.readModel.list(query);
  }

  /** A verdict on episodes, or on a rule for a window. */
  @Post()
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: VerdictsGivenResponse })
  give(
    @CurrentActor() actor: Actor,
    @Body({ schema: GiveVerdictBody }) body: GiveVerdictBody,
  ): Promise<VerdictsGivenResponse> {
    return this.verdicts.give(actor, body);
  }

  /** Many verdicts at once; rows that fail are told, the others are kept. */
  @Post('bulk')
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: VerdictsGivenResponse })
  giveMany(
    @CurrentActor() actor: Actor,
    @Body({ schema: GiveVerdictsBody }) body: GiveVerdictsBody,
  ): Promise<VerdictsGivenResponse> {
    return this.verdicts.giveMany(actor, body);
  }

  /** Takes verdicts back, each by a compensating event. */
  @Post('undo')
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: VerdictsGivenResponse })
  undo(
    @CurrentActor() actor: Actor,
    @Body({ schema: UndoVerdictsBody }) body: UndoVerdictsBody,
  ): Promise<VerdictsGivenResponse> {
    return this.verdicts.undo(actor, body.ids);
  }

  /** Says why, of a verdict just given. */
  @Patch(':id')
  @RequirePermission('write')
  @SerializeOptions({ schema: VerdictEventSchema })
  explain(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PatchVerdictBody }) body: PatchVerdictBody,
  ): Promise<VerdictEvent> {
    return this.verdicts.explain(actor, id, body);
  }
}
