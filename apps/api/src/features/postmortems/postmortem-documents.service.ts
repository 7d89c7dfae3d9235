import { Injectable } from '@nestjs/common';
import { PostmortemStatus } from '@tenken/shared/postmortem-fields.contract';
import type {
  PostmortemResponse,
  PutPostmortemBody,
  SetPostmortemOwnersBody,
  SetPostmortemOwnersResponse,
} from '@tenken/shared/postmortems.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemReadModel } from '../action-items/action-items.read-model.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { checkPostmortemStatus } from './check-postmortem-status.js';
import { formatPostmortem } from './format-postmortem.js';
import { postmortemTemplate } from './postmortem-template.js';
import { type PostmortemDocumentRow, PostmortemReadModel, toQueueItem } from './postmortems.read-model.js';
import { PostmortemRepository } from './postmortems.repository.js';

/** Postmortems as people write, review and look for them. */
@Injectable()
export class PostmortemDocumentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: PostmortemRepository,
    private readonly readModel: PostmortemReadModel,
    private readonly actionItems: ActionItemReadModel,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** The postmortem of an incident; without one, an empty answer that still says whether one is needed. */
  async get(incidentId: string): Promise<PostmortemResponse> {
    const row = await this.find(incidentId);
    return {
      id: row.id,
      incidentId: row.incidentId,
      title: row.title,
      status: row.status,
      owner: row.owner,
      ownerId: row.ownerId,
      url: row.url,
      bodyMarkdown: row.bodyMarkdown,
      sections: row.sections,
      requiredBy: row.requiredBy,
      waivedReason: row.waivedReason,
      waivedBy: row.waivedBy,
      checklist: row.checklist,
      draftedAt: row.draftedAt,
      reviewMeetingAt: row.reviewMeetingAt,
      reviewedAt: row.reviewedAt,
      closedAt: row.closedAt,
      rowVersion: row.rowVersion,
      updatedAt: row.updatedAt,
      deadline: toQueueItem(row).deadline,
    };
  }

  /** Makes or changes it. Throws `stale` when someone else did in between. */
  async put(actor: Actor, incidentId: string, body: PutPostmortemBody): Promise<PostmortemResponse> {
    await this.find(incidentId);
    await this.dataSource.transaction(async (db) => {
      const found = await this.repository.findByIncidentForUpdate(db, incidentId);
      if ((found?.rowVersion ?? 0) !== body.rowVersion) throw DomainError.stale('postmortem', incidentId);
      const postmortem = found ?? (await this.repository.ensure(db, incidentId));
      const { rowVersion: _, ...fields } = body;
      const now = this.clock.now().toISOString();
      const statusBefore = postmortem.status;
      const before: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(fields)) {
        before[field] = postmortem[field as keyof typeof postmortem];
        Object.assign(postmortem, { [field]: value });
        if (!postmortem.humanFields.includes(field))
          postmortem.humanFields = [...postmortem.humanFields, field];
      }
      if (fields.waivedReason !== undefined)
        postmortem.waivedById = fields.waivedReason ? actor.userId : null;
      if (postmortem.status !== 'draft') postmortem.draftedAt ??= now;
      if (postmortem.status === 'closed') postmortem.closedAt ??= now;
      else postmortem.closedAt = null;
      // An import may have brought a status without its grounds: only a step forward has to prove itself.
      if (isForward(statusBefore, postmortem.status)) checkPostmortemStatus(postmortem, new Date(now));
      await this.repository.save(db, postmortem);
      await this.audit.record(db, {
        actor,
        action: found === null ? 'created' : 'changed',
        subjectType: 'postmortem',
        subjectId: incidentId,
        before: withoutText(before),
        after: withoutText(fields),
      });
      await this.live.publish(db, 'incidents', [incidentId]);
    });
    return this.get(incidentId);
  }

  /**
   * Names an owner for each incident's postmortem, and begins the draft where there is none. Each for itself: an
   * incident that is gone is reported, the others are done. `before` sent back undoes it; a draft that was begun stays.
   */
  async setOwners(actor: Actor, body: SetPostmortemOwnersBody): Promise<SetPostmortemOwnersResponse> {
    const answer: SetPostmortemOwnersResponse = { before: [], failed: [] };
    const known = await this.readModel.findKnown(body.changes.map(({ incidentId }) => incidentId));
    for (const change of body.changes) {
      if (known.has(change.incidentId)) answer.before.push(await this.setOwner(actor, change));
      else
        answer.failed.push({
          id: change.incidentId,
          code: 'not_found',
          message: 'There is no such incident.',
        });
    }
    return answer;
  }

  private setOwner(
    actor: Actor,
    { incidentId, owner, ownerId }: SetPostmortemOwnersBody['changes'][number],
  ): Promise<SetPostmortemOwnersResponse['before'][number]> {
    return this.dataSource.transaction(async (db) => {
      if (ownerId !== null && !(await this.repository.personExists(db, ownerId)))
        throw DomainError.invalid('ownerId', 'there is no such person');
      const postmortem = await this.repository.ensure(db, incidentId);
      const before = { incidentId, owner: postmortem.owner, ownerId: postmortem.ownerId };
      Object.assign(postmortem, { owner, ownerId });
      postmortem.humanFields = [...new Set([...postmortem.humanFields, 'owner', 'ownerId'])];
      await this.repository.save(db, postmortem);
      await this.audit.record(db, {
        actor,
        action: 'changed',
        subjectType: 'postmortem',
        subjectId: incidentId,
        before: { owner: before.owner, ownerId: before.ownerId },
        after: { owner, ownerId },
      });
      await this.live.publish(db, 'incidents', [incidentId]);
      return before;
    });
  }

  async template(incidentId: string, language: 'en' | 'ja'): Promise<string> {
    return postmortemTemplate((await this.find(incidentId)).incidentTitle, language);
  }

  async markdown(incidentId: string, language: 'en' | 'ja', timeZone: string): Promise<string> {
    const row = await this.find(incidentId);
    const { items } = await this.actionItems.list(
      { incident: incidentId, timeZone, limit: 500, sort: 'createdAt' },
      null,
    );
    return formatPostmortem(
      {
        ...row,
        services: row.services.map(({ name }) => name),
        title: row.title ?? row.incidentTitle,
        instants: { ...row, closedAt: row.incidentClosedAt },
        actionItems: items,
      },
      language,
      timeZone,
    );
  }

  private async find(incidentId: string): Promise<PostmortemDocumentRow> {
    const row = await this.readModel.findOne(incidentId, this.clock.now());
    if (row === null) throw DomainError.notFound('incident', incidentId);
    return row;
  }
}

function isForward(before: PostmortemStatus, after: PostmortemStatus): boolean {
  return PostmortemStatus.options.indexOf(after) > PostmortemStatus.options.indexOf(before);
}

/** The audit log says that a text changed and how long it is, not the text itself. */
function withoutText(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) =>
      field === 'bodyMarkdown' || field === 'sections'
        ? [field, { characters: value ? JSON.stringify(value).length : 0 }]
        : [field, value],
    ),
  );
}
