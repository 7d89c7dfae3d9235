import type { IncomingMessage } from 'node:http';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
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
  ImportMappingBody,
  ImportMappingKept,
  ImportPreviewBody,
  ImportPreviewResponse,
  ImportQuery,
  ImportRejectsResponse,
} from '@tenken/shared/imports.contract';
import { PageQuery } from '@tenken/shared/page.contract';
import { RowId } from '@tenken/shared/row-id';
import type { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { type DownloadReply, sendDownload } from '../../http/send-download.js';
import { ImportService } from './import.service.js';
import { ImportPreviewService } from './import-preview.service.js';

@Controller('api/v1')
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly previews: ImportPreviewService,
    private readonly clock: Clock,
  ) {}

  /** Takes a file in: JSON, NDJSON, CSV, or Markdown for postmortems. Answers as soon as it is safe. */
  @Post('import/:kind')
  @HttpCode(202)
  @RequirePermission('write')
  @SerializeOptions({ schema: ImportAccepted })
  async accept(
    @CurrentActor() actor: Actor,
    @Param('kind', { schema: ImportKind }) kind: ImportKind,
    @Query({ schema: ImportQuery }) query: ImportQuery,
    @Req() request: { raw: IncomingMessage },
  ): Promise<{ id: string }> {
    const contentType = request.raw.headers['content-type'] ?? null;
    return { id: await this.imports.accept(actor, kind, query, contentType, request.raw) };
  }

  /** How the head of a file would be read: columns, mapping, the first rows with what is wrong. Changes nothing. */
  @Post('import-previews')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: ImportPreviewResponse })
  preview(
    @Body({ schema: ImportPreviewBody }) body: z.output<typeof ImportPreviewBody>,
  ): Promise<ImportPreviewResponse> {
    return this.previews.preview(body, this.clock.now());
  }

  /** Keeps a mapping of columns for every file that has them. */
  @Put('import-mappings/:kind')
  @RequirePermission('write')
  @SerializeOptions({ schema: ImportMappingKept })
  keepMapping(
    @CurrentActor() actor: Actor,
    @Param('kind', { schema: ImportKind }) kind: ImportKind,
    @Body({ schema: ImportMappingBody }) body: z.output<typeof ImportMappingBody>,
  ): Promise<{ id: string }> {
    return this.previews.keepMapping(actor, kind, body);
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

  @Get('import-jobs/:id/rejects')
  @RequirePermission('read')
  @SerializeOptions({ schema: ImportRejectsResponse })
  rejects(
    @Param('id', { schema: RowId }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<ImportRejectsResponse> {
    return this.imports.rejects(id, query);
  }

  /** Every reject of a CSV file with its own columns, to be mended and imported again (UTF-8 with byte order mark). */
  @Get('import-jobs/:id/rejects.csv')
  @RequirePermission('read')
  async rejectsCsv(@Param('id', { schema: RowId }) id: string, @Res() reply: DownloadReply): Promise<void> {
    return sendDownload(reply, 'rejects.csv', await this.imports.rejectsFile(id, 'csv'));
  }

  /** The same of JSON and NDJSON, one record a line. */
  @Get('import-jobs/:id/rejects.ndjson')
  @RequirePermission('read')
  async rejectsNdjson(
    @Param('id', { schema: RowId }) id: string,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendDownload(reply, 'rejects.ndjson', await this.imports.rejectsFile(id, 'ndjson'));
  }

  /** Imports the file of a finished check without sending it again. */
  @Post('import-jobs/:id/import')
  @HttpCode(202)
  @RequirePermission('write')
  @SerializeOptions({ schema: ImportAccepted })
  async importChecked(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
  ): Promise<{ id: string }> {
    return { id: await this.imports.importChecked(actor, id) };
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
