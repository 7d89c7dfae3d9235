import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  NoiseExposureQuery,
  NoiseExposureResponse,
  OnCallLoadQuery,
  OnCallLoadResponse,
} from '@tenken/shared/on-call-load.contract';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { NoiseExposureService } from './noise-exposure.service.js';
import { OnCallLoadService } from './on-call-load.service.js';

@AlsoAsCsv()
@Controller('api/v1/metrics/on-call-load')
@RequirePermission('read')
export class OnCallLoadController {
  constructor(
    private readonly service: OnCallLoadService,
    private readonly exposure: NoiseExposureService,
  ) {}

  /** What being on call for a team was like: the standard's scorecard, pages a shift, interruptions by hours. */
  @Get()
  @SerializeOptions({ schema: OnCallLoadResponse })
  load(@Query({ schema: OnCallLoadQuery }) query: OnCallLoadQuery): Promise<OnCallLoadResponse> {
    return this.service.load(query);
  }

  /** Time to acknowledge against the noise in the two hours before. */
  @Get('noise-exposure')
  @SerializeOptions({ schema: NoiseExposureResponse })
  noise(@Query({ schema: NoiseExposureQuery }) query: NoiseExposureQuery): Promise<NoiseExposureResponse> {
    return this.exposure.exposure(query);
  }
}
