import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { exportQueryOf } from '@tenken/shared/export.contract';
import {
  PostmortemCountsQuery,
  PostmortemCountsResponse,
  type PostmortemFilters,
  PostmortemMarkdownQuery,
  PostmortemResponse,
  PostmortemsQuery,
  PostmortemsResponse,
  PostmortemTemplateResponse,
  PutPostmortemBody,
  SetPostmortemOwnersBody,
  SetPostmortemOwnersResponse,
} from '@tenken/shared/postmortems.contract';
import type { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { type DownloadReply, sendDownload } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { PostmortemDocumentService } from './postmortem-documents.service.js';
import { PostmortemQueueReadModel } from './postmortem-queue.read-model.js';

const PostmortemsExportQuery = exportQueryOf(PostmortemsQuery);

@Controller('api/v1')
export class PostmortemController {
  constructor(
    private readonly documents: PostmortemDocumentService,
    private readonly queue: PostmortemQueueReadModel,
    private readonly clock: Clock,
  ) {}

  /** Postmortems and the incidents that still need one, by need unless another order is asked for. */
  @Get('postmortems')
  @RequirePermission('read')
  @SerializeOptions({ schema: PostmortemsResponse })
  list(@Query({ schema: PostmortemsQuery }) query: PostmortemsQuery): Promise<PostmortemsResponse> {
    return this.queue.list(query, this.clock.now());
  }

  /** Every row of the filters as CSV or JSON. */
  @Get('postmortems/export')
  @RequirePermission('read')
  exportList(
    @Query({ schema: PostmortemsExportQuery }) {
      format,
      ...filters
    }: z.output<typeof PostmortemsExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    const now = this.clock.now();
    return sendList(reply, 'postmortems', format, PostmortemsResponse, (page) =>
      this.queue.list({ ...filters, ...page }, now),
    );
  }

  /** How many rows each state has under the same filters. */
  @Get('postmortems/counts')
  @RequirePermission('read')
  @SerializeOptions({ schema: PostmortemCountsResponse })
  counts(
    @Query({ schema: PostmortemCountsQuery }) query: PostmortemFilters,
  ): Promise<PostmortemCountsResponse> {
    return this.queue.counts(query, this.clock.now());
  }

  /** Names an owner for many at once. */
  @Post('postmortems/owners')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: SetPostmortemOwnersResponse })
  setOwners(
    @CurrentActor() actor: Actor,
    @Body({ schema: SetPostmortemOwnersBody }) body: SetPostmortemOwnersBody,
  ): Promise<SetPostmortemOwnersResponse> {
    return this.documents.setOwners(actor, body);
  }

  @Get('incidents/:id/postmortem')
  @RequirePermission('read')
  @SerializeOptions({ schema: PostmortemResponse })
  get(@Param('id', { schema: idParam }) id: string): Promise<PostmortemResponse> {
    return this.documents.get(id);
  }

  @Put('incidents/:id/postmortem')
  @RequirePermission('write')
  @SerializeOptions({ schema: PostmortemResponse })
  put(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PutPostmortemBody }) body: PutPostmortemBody,
  ): Promise<PostmortemResponse> {
    return this.documents.put(actor, id, body);
  }

  /** Headings to begin with, in the language asked for. */
  @Get('incidents/:id/postmortem/template')
  @RequirePermission('read')
  @SerializeOptions({ schema: PostmortemTemplateResponse })
  async template(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: PostmortemMarkdownQuery }) query: PostmortemMarkdownQuery,
  ): Promise<{ markdown: string }> {
    return { markdown: await this.documents.template(id, query.language) };
  }

  /** The whole postmortem as one Markdown file. */
  @Get('incidents/:id/postmortem/export')
  @RequirePermission('read')
  async export(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: PostmortemMarkdownQuery }) query: PostmortemMarkdownQuery,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    const markdown = await this.documents.markdown(id, query.language, query.timeZone);
    return sendDownload(reply, `postmortem-${id}.md`, onePiece(markdown));
  }
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text;
}
