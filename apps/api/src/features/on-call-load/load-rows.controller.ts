import { Controller, Get, Query, Res, SerializeOptions } from '@nestjs/common';
import { exportQueryOf } from '@tenken/shared/export.contract';
import {
  FloodsQuery,
  FloodsResponse,
  LoadEpisodesQuery,
  LoadEpisodesResponse,
} from '@tenken/shared/on-call-load.contract';
import type { z } from 'zod';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { LoadRowsReadModel } from './load-rows.read-model.js';

const EpisodesExportQuery = exportQueryOf(LoadEpisodesQuery);
const FloodsExportQuery = exportQueryOf(FloodsQuery);

@Controller('api/v1/on-call-load')
@RequirePermission('read')
export class LoadRowsController {
  constructor(private readonly rows: LoadRowsReadModel) {}

  /** The alerts behind a figure of the on-call load. */
  @Get('episodes')
  @SerializeOptions({ schema: LoadEpisodesResponse })
  episodes(@Query({ schema: LoadEpisodesQuery }) query: LoadEpisodesQuery): Promise<LoadEpisodesResponse> {
    return this.rows.episodes(query);
  }

  @Get('episodes/export')
  exportEpisodes(
    @Query({ schema: EpisodesExportQuery }) { format, ...filters }: z.output<typeof EpisodesExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'on-call-load-episodes', format, LoadEpisodesResponse, (page) =>
      this.rows.episodes({ ...filters, ...page }),
    );
  }

  /** Alarm floods with the alert that came first. */
  @Get('floods')
  @SerializeOptions({ schema: FloodsResponse })
  floods(@Query({ schema: FloodsQuery }) query: FloodsQuery): Promise<FloodsResponse> {
    return this.rows.floods(query);
  }

  @Get('floods/export')
  exportFloods(
    @Query({ schema: FloodsExportQuery }) { format, ...filters }: z.output<typeof FloodsExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'floods', format, FloodsResponse, (page) =>
      this.rows.floods({ ...filters, ...page }),
    );
  }
}
