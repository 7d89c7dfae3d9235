import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import {
  DecidedRecurrenceResponse,
  DecideRecurrenceBody,
  RebuildRecurrencesResponse,
  RecurrenceListQuery,
  RecurrenceListResponse,
  RecurrencePairResponse,
  RecurrencesResponse,
} from '@tenken/shared/recurrences.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
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

@Controller('api/v1/recurrences')
export class RecurrenceListController {
  constructor(private readonly recurrences: RecurrenceService) {}

  /** Pairs: what remains to be decided, what was confirmed with what had become of the fix, what was rejected. */
  @AlsoAsFile('recurrences', RecurrenceListQuery, RecurrenceListResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: RecurrenceListResponse })
  list(@Query({ schema: RecurrenceListQuery }) query: RecurrenceListQuery): Promise<RecurrenceListResponse> {
    return this.recurrences.list(query);
  }

  /** Works every suggestion out anew; what people decided stays. */
  @Post('rebuild')
  @HttpCode(202)
  @RequirePermission('admin')
  @SerializeOptions({ schema: RebuildRecurrencesResponse })
  rebuild(@CurrentActor() actor: Actor): Promise<RebuildRecurrencesResponse> {
    return this.recurrences.rebuild(actor);
  }

  /** Two incidents side by side, the later one first. */
  @Get(':id/:earlierId')
  @RequirePermission('read')
  @SerializeOptions({ schema: RecurrencePairResponse })
  pair(
    @Param('id', { schema: idParam }) id: string,
    @Param('earlierId', { schema: idParam }) earlierId: string,
  ): Promise<RecurrencePairResponse> {
    return this.recurrences.pair(id, earlierId);
  }
}
