import { Readable } from 'node:stream';
import { Controller, Get, Header, Inject, Param, Query, Res, SerializeOptions } from '@nestjs/common';
import { ReviewExportQuery, ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import { MinutesQuery } from '@tenken/shared/reviews.contract';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { DomainError } from '../../errors/domain-error.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { type DownloadReply, sendDownload } from '../../http/send-download.js';
import { renderInvitation } from './render-invitation.js';
import { renderMinutes } from './render-minutes.js';
import { ReviewExportService } from './review-export.service.js';
import { ReviewMinutesService } from './review-minutes.service.js';
import { ReviewRecordReadModel } from './review-record.read-model.js';

/** What leaves a review. */
@Controller('api/v1/reviews')
export class ReviewMinutesController {
  constructor(
    private readonly reviews: ReviewMinutesService,
    private readonly exports: ReviewExportService,
    private readonly records: ReviewRecordReadModel,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The minutes as Markdown, in the session's language unless another is asked for. */
  @Get(':id/minutes')
  @RequirePermission('read')
  @Header('content-type', 'text/markdown; charset=utf-8')
  async minutes(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: MinutesQuery }) query: MinutesQuery,
  ): Promise<string> {
    const contents = await this.reviews.contents(id);
    return renderMinutes(contents, query.language ?? contents.room.language);
  }

  /** What has become of what the review decided, and what is different from the one before. */
  @Get(':id/record')
  @RequirePermission('read')
  @SerializeOptions({ schema: ReviewRecordResponse })
  record(@Param('id', { schema: idParam }) id: string): Promise<ReviewRecordResponse> {
    return this.reviews.record(id);
  }

  /** Minutes as Markdown, PDF or text for a chat; verdicts as CSV. */
  @Get(':id/export')
  @RequirePermission('read')
  async export(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: ReviewExportQuery }) query: ReviewExportQuery,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    const { fileName, body } = await this.exports.export(id, query);
    return sendDownload(reply, fileName, Readable.from(body));
  }

  /** The session as a calendar file. */
  @Get(':id/invitation.ics')
  @RequirePermission('read')
  async invitation(@Param('id', { schema: idParam }) id: string, @Res() reply: DownloadReply): Promise<void> {
    const { room } = await this.reviews.contents(id);
    const { scheduledAt } = room;
    if (scheduledAt === null) {
      throw new DomainError(
        'conflict',
        'review_not_scheduled',
        'This review has no time yet. Give it one first.',
      );
    }
    const text = renderInvitation(
      { ...room, scheduledAt },
      {
        url: `${this.env.PUBLIC_URL}/reviews/${id}`,
        now: this.clock.now(),
        sequence: await this.records.sequence(id),
      },
    );
    return sendDownload(reply, `review-${id}.ics`, Readable.from([text]));
  }
}
