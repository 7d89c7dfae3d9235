import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import {
  DecidedRecurrenceResponse,
  DecideRecurrenceBody,
  RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { RecurrenceService } from './recurrences.service.js';

@Controller('api/v1/incidents/:id/recurrences')
export class RecurrenceController {
  constructor(private readonly recurrences: RecurrenceService) {}

  /** Links both ways with what became of the fix, and suggestions. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: RecurrencesResponse })
  list(@Param('id', { schema: idParam }) id: string): Promise<RecurrencesResponse> {
    return this.recurrences.ofIncident(id);
  }

  @Post()
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: DecidedRecurrenceResponse })
  decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: DecideRecurrenceBody }) body: DecideRecurrenceBody,
  ): Promise<DecidedRecurrenceResponse> {
    return this.recurrences.decide(actor, id, body);
  }
}
