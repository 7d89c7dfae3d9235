import { Injectable } from '@nestjs/common';
import {
  BUILTIN_TEMPLATES,
  type CreateReviewTemplateBody,
  type PatchReviewTemplateBody,
  type ReviewTemplate,
  type ReviewTemplatesQuery,
} from '@tenken/shared/review-templates.contract';
import type { AgendaStep } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { builtinTemplates } from './builtin-templates.js';
import { ReviewTemplateRepository } from './review-templates.repository.js';

/** Agendas that a session can begin with: built in, of everyone, of a team. */
@Injectable()
export class ReviewTemplateService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: ReviewTemplateRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Exactly one is the default: the team's, else everyone's, else a built-in one. */
  async list(query: ReviewTemplatesQuery): Promise<ReviewTemplate[]> {
    if (query.deleted) return this.repository.listDeleted(this.dataSource.manager, query.team ?? null);
    const own = await this.repository.list(this.dataSource.manager, query.team ?? null);
    const chosen =
      own.find((template) => template.isDefault && template.teamId === (query.team ?? null)) ??
      own.find((template) => template.isDefault && template.teamId === null);
    return [
      ...builtinTemplates(query.language, chosen !== undefined),
      ...own.map((template) => ({ ...template, isDefault: template === chosen })),
    ];
  }

  async create(actor: Actor, body: CreateReviewTemplateBody): Promise<ReviewTemplate> {
    return this.dataSource.transaction(async (db) => {
      const teamId = body.teamId ?? null;
      if (teamId !== null && !(await this.repository.teamExists(db, teamId))) {
        throw DomainError.invalid('teamId', `there is no team ${teamId}`);
      }
      const isDefault = body.isDefault ?? false;
      if (isDefault) await this.repository.clearDefault(db, teamId);
      const template = await this.repository.insert(
        db,
        { name: body.name, teamId, isDefault, language: body.language, steps: stepsOf(body.steps) },
        actor.userId,
        this.clock.now(),
      );
      await this.tell(db, actor, 'created', template.id, template);
      return template;
    });
  }

  async change(actor: Actor, id: string, body: PatchReviewTemplateBody): Promise<ReviewTemplate> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id);
      const after: ReviewTemplate = {
        ...before,
        name: body.name ?? before.name,
        language: body.language ?? before.language,
        isDefault: body.isDefault ?? before.isDefault,
        steps: body.steps === undefined ? before.steps : stepsOf(body.steps),
      };
      if (after.isDefault && !before.isDefault) await this.repository.clearDefault(db, before.teamId);
      await this.repository.update(db, after);
      await this.tell(db, actor, 'changed', id, after);
      return after;
    });
  }

  /** Takes it away until `restore`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id);
      await this.repository.update(db, { ...before, deletedAt: this.clock.now().toISOString() });
      await this.tell(db, actor, 'deleted', id, before);
    });
  }

  /** Brings a deleted template back: as the default that it was, unless the team has another one by now. */
  async restore(actor: Actor, id: string): Promise<ReviewTemplate> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id, true);
      if (before.deletedAt === null) return before;
      const isDefault = before.isDefault && !(await this.repository.hasDefault(db, before.teamId));
      const after = { ...before, isDefault, deletedAt: null };
      await this.repository.update(db, after);
      await this.tell(db, actor, 'restored', id, after);
      return after;
    });
  }

  private async lock(db: Queryable, id: string, evenDeleted = false): Promise<ReviewTemplate> {
    if ((BUILTIN_TEMPLATES as readonly string[]).includes(id)) {
      throw new DomainError(
        'conflict',
        'template_built_in',
        'This agenda is built in. Make one of your own from it to change it.',
      );
    }
    const template = /^\d{1,18}$/.test(id) ? await this.repository.lock(db, id) : null;
    if (template === null || (template.deletedAt !== null && !evenDeleted))
      throw DomainError.notFound('review_template', id);
    return template;
  }

  private async tell(db: Queryable, actor: Actor, action: string, id: string, after: object): Promise<void> {
    await this.audit.record(db, { actor, action, subjectType: 'review_template', subjectId: id, after });
    await this.live.publish(db, 'review-templates', [id]);
  }
}

function stepsOf(steps: readonly AgendaStep[]): ReviewTemplate['steps'] {
  return steps.map(({ key, title, minutes }) => ({ key, title: title ?? null, minutes }));
}
