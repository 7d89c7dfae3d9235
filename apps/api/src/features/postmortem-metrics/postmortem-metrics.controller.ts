import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  PostmortemMetricsQuery,
  PostmortemMetricsResponse,
} from '@tenken/shared/postmortem-metrics.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { PostmortemMetricsService } from './postmortem-metrics.service.js';

@AlsoAsCsv()
@Controller('api/v1/metrics/postmortems')
export class PostmortemMetricsController {
  constructor(private readonly service: PostmortemMetricsService) {}

  /** What became of the incidents resolved in the range: postmortems required, written, reviewed, on time. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: PostmortemMetricsResponse })
  metrics(
    @Query({ schema: PostmortemMetricsQuery }) query: PostmortemMetricsQuery,
  ): Promise<PostmortemMetricsResponse> {
    return this.service.metrics(query);
  }
}
