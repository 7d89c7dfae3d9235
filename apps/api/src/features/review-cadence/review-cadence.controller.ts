import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  CadenceRulesQuery,
  CadenceRulesResponse,
  CadenceServicesQuery,
  CadenceServicesResponse,
  ReviewCadenceQuery,
  ReviewCadenceResponse,
} from '@tenken/shared/review-cadence.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewCadenceReadModel } from './review-cadence.read-model.js';

@Controller('api/v1')
@RequirePermission('read')
export class ReviewCadenceController {
  constructor(private readonly cadence: ReviewCadenceReadModel) {}

  /** Services reviewed lately, rules never reviewed, decisions overdue, verdicts that led to nothing. */
  @AlsoAsCsv()
  @Get('metrics/review-cadence')
  @SerializeOptions({ schema: ReviewCadenceResponse })
  figures(@Query({ schema: ReviewCadenceQuery }) query: ReviewCadenceQuery): Promise<ReviewCadenceResponse> {
    return this.cadence.cadence(query);
  }

  @AlsoAsFile('review-cadence-services', CadenceServicesQuery, CadenceServicesResponse)
  @Get('review-cadence/services')
  @SerializeOptions({ schema: CadenceServicesResponse })
  services(
    @Query({ schema: CadenceServicesQuery }) query: CadenceServicesQuery,
  ): Promise<CadenceServicesResponse> {
    return this.cadence.services(query);
  }

  @AlsoAsFile('review-cadence-rules', CadenceRulesQuery, CadenceRulesResponse)
  @Get('review-cadence/rules')
  @SerializeOptions({ schema: CadenceRulesResponse })
  rules(@Query({ schema: CadenceRulesQuery }) query: CadenceRulesQuery): Promise<CadenceRulesResponse> {
    return this.cadence.rules(query);
  }
}
