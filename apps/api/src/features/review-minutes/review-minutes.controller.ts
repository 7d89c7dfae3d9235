import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { MinutesQuery } from '@tenken/shared/reviews.contract';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { renderMinutes } from './render-minutes.js';
import { ReviewMinutesService } from './review-minutes.service.js';

/** What leaves a review. */
@Controller('api/v1/reviews')
export class ReviewMinutesController {
  constructor(private readonly minutesService: ReviewMinutesService) {}

  /** The minutes as Markdown, in the session's language unless another is asked for. */
  @Get(':id/minutes')
  @RequirePermission('read')
  @Header('content-type', 'text/markdown; charset=utf-8')
  async minutes(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: MinutesQuery }) query: MinutesQuery,
  ): Promise<string> {
    const contents = await this.minutesService.contents(id);
    return renderMinutes(contents, query.language ?? contents.room.language);
  }
}
