import { Controller, Get, Query, Res, SerializeOptions } from '@nestjs/common';
import { exportQueryOf } from '@tenken/shared/export.contract';
import {
  CadenceRulesQuery,
  CadenceRulesResponse,
  CadenceServicesQuery,
  CadenceServicesResponse,
  ReviewCadenceQuery,
  ReviewCadenceResponse,
} from '@tenken/shared/review-cadence.contract';
import type { z } from 'zod';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { ReviewCadenceReadModel } from './review-cadence.read-model.js';

const ServicesExportQuery = exportQueryOf(CadenceServicesQuery);
const RulesExportQuery = exportQueryOf(CadenceRulesQuery);

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

  @Get('review-cadence/services')
  @SerializeOptions({ schema: CadenceServicesResponse })
  services(
    @Query({ schema: CadenceServicesQuery }) query: CadenceServicesQuery,
  ): Promise<CadenceServicesResponse> {
    return this.cadence.services(query);
  }

  @Get('review-cadence/services/export')
  exportServices(
    @Query({ schema: ServicesExportQuery }) { format, ...filters }: z.output<typeof ServicesExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'review-cadence-services', format, CadenceServicesResponse, (page) =>
      this.cadence.services({ ...filters, ...page }),
    );
  }

  @Get('review-cadence/rules')
  @SerializeOptions({ schema: CadenceRulesResponse })
  rules(@Query({ schema: CadenceRulesQuery }) query: CadenceRulesQuery): Promise<CadenceRulesResponse> {
    return this.cadence.rules(query);
  }

  @Get('review-cadence/rules/export')
  exportRules(
    @Query({ schema: RulesExportQuery }) { format, ...filters }: z.output<typeof RulesExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'review-cadence-rules', format, CadenceRulesResponse, (page) =>
      this.cadence.rules({ ...filters, ...page }),
    );
  }
}
