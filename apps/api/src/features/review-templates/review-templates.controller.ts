import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import {
  CreateReviewTemplateBody,
  PatchReviewTemplateBody,
  type ReviewTemplate,
  ReviewTemplateSchema,
  ReviewTemplatesQuery,
  ReviewTemplatesResponse,
} from '@tenken/shared/review-templates.contract';
import { z } from 'zod';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { ReviewTemplateService } from './review-templates.service.js';

/** A row, or one of the built-in ones: those are told apart from what is not there. */
const TemplateId = z.string().max(40);

@Controller('api/v1/review-templates')
export class ReviewTemplateController {
  constructor(private readonly templates: ReviewTemplateService) {}

  /** Agendas that a session can begin with. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ReviewTemplatesResponse })
  async list(
    @Query({ schema: ReviewTemplatesQuery }) query: ReviewTemplatesQuery,
  ): Promise<ReviewTemplatesResponse> {
    return { items: await this.templates.list(query) };
  }

  /** Keeps an agenda for a team, or for everyone. */
  @Post()
  @HttpCode(201)
  @RequirePermission('write')
  @SerializeOptions({ schema: ReviewTemplateSchema })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateReviewTemplateBody }) body: CreateReviewTemplateBody,
  ): Promise<ReviewTemplate> {
    return this.templates.create(actor, body);
  }

  @Patch(':id')
  @RequirePermission('write')
  @SerializeOptions({ schema: ReviewTemplateSchema })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: TemplateId }) id: string,
    @Body({ schema: PatchReviewTemplateBody }) body: PatchReviewTemplateBody,
  ): Promise<ReviewTemplate> {
    return this.templates.change(actor, id, body);
  }

  /** Undoes the deletion. */
  @Post(':id/restore')
  @HttpCode(200)
  @RequirePermission('write')
  @SerializeOptions({ schema: ReviewTemplateSchema })
  restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: TemplateId }) id: string,
  ): Promise<ReviewTemplate> {
    return this.templates.restore(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('write')
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: TemplateId }) id: string): Promise<void> {
    return this.templates.remove(actor, id);
  }
}
