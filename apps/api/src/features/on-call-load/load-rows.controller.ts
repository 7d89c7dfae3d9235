import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  FloodsQuery,
  FloodsResponse,
  LoadEpisodesQuery,
  LoadEpisodesResponse,
} from '@tenken/shared/on-call-load.contract';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { RequirePermission } from '../../http/permission.js';
import { LoadRowsReadModel } from './load-rows.read-model.js';

@Controller('api/v1/on-call-load')
@RequirePermission('read')
export class LoadRowsController {
  constructor(private readonly rows: LoadRowsReadModel) {}

  /** The alerts behind a figure of the on-call load. */
  @AlsoAsFile('on-call-load-episodes', LoadEpisodesQuery, LoadEpisodesResponse)
  @Get('episodes')
  @SerializeOptions({ schema: LoadEpisodesResponse })
  episodes(@Query({ schema: LoadEpisodesQuery }) query: LoadEpisodesQuery): Promise<LoadEpisodesResponse> {
    return this.rows.episodes(query);
  }

  /** Alarm floods with the alert that came first. */
  @AlsoAsFile('floods', FloodsQuery, FloodsResponse)
  @Get('floods')
  @SerializeOptions({ schema: FloodsResponse })
  floods(@Query({ schema: FloodsQuery }) query: FloodsQuery): Promise<FloodsResponse> {
    return this.rows.floods(query);
  }
}
