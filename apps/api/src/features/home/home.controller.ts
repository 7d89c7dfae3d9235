import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { HomeQuery, HomeResponse } from '@tenken/shared/home.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsCsv } from '../../http/also-as-csv.js';
import { RequirePermission } from '../../http/permission.js';
import { HomeService } from './home.service.js';

@AlsoAsCsv()
@Controller('api/v1/home')
@RequirePermission('read')
export class HomeController {
  constructor(private readonly home: HomeService) {}

  /** What needs the reader today. A block that could not be had is null. */
  @Get()
  @SerializeOptions({ schema: HomeResponse })
  read(@CurrentActor() actor: Actor, @Query({ schema: HomeQuery }) query: HomeQuery): Promise<HomeResponse> {
    return this.home.read(actor, query);
  }
}
