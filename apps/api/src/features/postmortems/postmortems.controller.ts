import { Body, Controller, Get, Param, Put, Query, Res, SerializeOptions } from '@nestjs/common';
import {
  PostmortemMarkdownQuery,
  PostmortemResponse,
  PostmortemsQuery,
  PostmortemsResponse,
  PostmortemTemplateResponse,
  PutPostmortemBody,
} from '@tenken/shared/postmortems.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { type DownloadReply, sendDownload } from '../../http/send-download.js';
import { PostmortemDocumentService } from './postmortem-documents.service.js';
import { PostmortemQueueService } from './postmortem-queue.service.js';

@Controller('api/v1')
export class PostmortemController {
  constructor(
    private readonly documents: PostmortemDocumentService,
    private readonly queue: PostmortemQueueService,
  ) {}

  /** Postmortems and the incidents that still need one, the longest resolved first. */
  @Get('postmortems')
  @RequirePermission('read')
  @SerializeOptions({ schema: PostmortemsResponse })
  list(@Query({ schema: PostmortemsQuery }) query: PostmortemsQuery): Promise<PostmortemsResponse> {
    return this.queue.list(query);
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
