import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import {
  CreateTrackerIssueBody,
  CreateTrackerIssueResponse,
  TrackerIssueDraft,
  TrackerIssueDraftQuery,
} from '@tenken/shared/tracker-issues.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { TrackerIssueService } from './tracker-issues.service.js';

/** Issues of a tracker, made of action items. */
@Controller('api/v1/action-items')
export class TrackerIssueController {
  constructor(private readonly issues: TrackerIssueService) {}

  /** What an issue would say, as Markdown, and where it could go. */
  @Get(':id/tracker-issue')
  @RequirePermission('read')
  @SerializeOptions({ schema: TrackerIssueDraft })
  draft(
    @Param('id', { schema: idParam }) id: string,
    @Query({ schema: TrackerIssueDraftQuery }) query: TrackerIssueDraftQuery,
  ): Promise<TrackerIssueDraft> {
    return this.issues.draft(id, query.language);
  }

  /** Makes an issue on GitHub and writes its address into the item. */
  @Post(':id/tracker-issue')
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: CreateTrackerIssueResponse })
  create(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: CreateTrackerIssueBody }) body: CreateTrackerIssueBody,
  ): Promise<CreateTrackerIssueResponse> {
    return this.issues.create(actor, id, body);
  }
}
