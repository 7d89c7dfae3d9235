import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  DefinitionChangesQuery,
  DefinitionChangesResponse,
} from '@tenken/shared/definition-changes.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { DefinitionChangeReadModel } from './definition-changes.read-model.js';

@AlsoAsCsv()
@Controller('api/v1/metrics/definition-changes')
export class DefinitionChangeController {
  constructor(private readonly changes: DefinitionChangeReadModel) {}

  /** What changed the meaning of figures in a range: marks for their charts. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: DefinitionChangesResponse })
  list(
    @Query({ schema: DefinitionChangesQuery }) query: DefinitionChangesQuery,
  ): Promise<DefinitionChangesResponse> {
    return this.changes.list(query);
  }
}
