import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import {
  EffectQuery,
  RuleChangeEffectResponse,
  RuleChangesQuery,
  RuleChangesResponse,
} from '@tenken/shared/decision-effect.contract';
import { z } from 'zod';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { RuleChangeReadModel } from './rule-changes.read-model.js';

const Version = z.coerce.number().int().min(2).max(1_000_000);

@Controller('api/v1/rule-changes')
export class RuleChangeController {
  constructor(private readonly changes: RuleChangeReadModel) {}

  /** Definition changes without a decision. */
  @AlsoAsFile('rule-changes', RuleChangesQuery, RuleChangesResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: RuleChangesResponse })
  list(@Query({ schema: RuleChangesQuery }) query: RuleChangesQuery): Promise<RuleChangesResponse> {
    return this.changes.list(query);
  }

  @Get(':id/:version/effect')
  @RequirePermission('read')
  @SerializeOptions({ schema: RuleChangeEffectResponse })
  effect(
    @Param('id', { schema: idParam }) id: string,
    @Param('version', { schema: Version }) version: number,
    @Query({ schema: EffectQuery }) { timeZone }: EffectQuery,
  ): Promise<RuleChangeEffectResponse> {
    return this.changes.effect(id, version, timeZone);
  }
}
