import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import {
  ImportAccepted,
  ImportJobResponse,
  ImportJobsQuery,
  ImportJobsResponse,
  ImportKind,
  ImportQuery,
} from '@tenken/shared/imports.contract';
import type { PageQuery } from '@tenken/shared/page.contract';
import { RowId } from '@tenken/shared/row-id';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { type DownloadReply, sendDownload } from '../../http/send-download.js';
import { ImportService } from './import.service.js';

@Controller('api/v1')
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  /** Takes a file in: JSON, NDJSON, CSV, or Markdown for postmortems. Answers as soon as it is safe. */
  @Post('import/:kind')
  @HttpCode(202)
  @RequirePermission('write')
  @SerializeOptions({ schema: ImportAccepted })
  async accept(
    @CurrentActor() actor: Actor,
    @Param('kind', { schema: ImportKind }) kind: ImportKind,
    @Query({ schema: ImportQuery }) query: ImportQuery,
    @Req() request: { headers: Record<string, string | undefined> },
    @Body() body: Buffer | undefined,
  ): Promise<{ id: string }> {
    const contentType = request.headers['content-type'] ?? null;
    return { id: await this.imports.accept(actor, kind, query, contentType, body ?? Buffer.alloc(0)) };
  }

  @Get('import-jobs')
  @RequirePermission('read')
  @SerializeOptions({ schema: ImportJobsResponse })
  list(@Query({ schema: ImportJobsQuery }) query: PageQuery): Promise<ImportJobsResponse> {
    return this.imports.list(query);
  }

  @Get('import-jobs/:id')
  @RequirePermission('read')
  @SerializeOptions({ schema: ImportJobResponse })
  get(@Param('id', { schema: RowId }) id: string): Promise<ImportJobResponse> {
    return this.imports.get(id);
  }

  /** Every reject as CSV for a spreadsheet (UTF-8 with byte order mark). */
  @Get('import-jobs/:id/rejects.csv')
  @RequirePermission('read')
  async rejects(@Param('id', { schema: RowId }) id: string, @Res() reply: DownloadReply): Promise<void> {
    const pieces = Readable.from(await this.imports.rejectsFile(id));
    return sendDownload(reply, 'rejects.csv', pieces);
  }

  @Post('import-jobs/:id/cancel')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: ImportJobResponse })
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
  ): Promise<ImportJobResponse> {
    return this.imports.cancel(actor, id);
  }
}
