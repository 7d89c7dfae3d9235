import { Body, Controller, Delete, Get, Post, SerializeOptions } from '@nestjs/common';
import { CreateSampleDataBody, SampleDataResponse } from '@tenken/shared/sample-data.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { SampleDataService } from './sample-data.service.js';

@Controller('api/v1/sample-data')
@SerializeOptions({ schema: SampleDataResponse })
export class SampleDataController {
  constructor(private readonly sampleData: SampleDataService) {}

  @Get()
  @RequirePermission('read')
  get(): Promise<SampleDataResponse> {
    return this.sampleData.get();
  }

  /** Loads the sample company. */
  @Post()
  @RequirePermission('admin')
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateSampleDataBody }) body: CreateSampleDataBody,
  ): Promise<SampleDataResponse> {
    return this.sampleData.create(actor, body);
  }

  /** Removes it and nothing else. */
  @Delete()
  @RequirePermission('admin')
  remove(@CurrentActor() actor: Actor): Promise<SampleDataResponse> {
    return this.sampleData.remove(actor);
  }
}
