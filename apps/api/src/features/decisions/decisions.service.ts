import { Injectable } from '@nestjs/common';
import type {
  CreateDecisionBody,
  Decision,
  DecisionKind,
  DecisionStatus,
  PatchDecisionBody,
} from '@tenken/shared/decisions.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemChangeService } from '../action-items/action-item-changes.service.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { AuditService } from '../audit/audit.service.js';
import { ClientRequestService } from '../client-requests/client-requests.service.js';
import { LiveService } from '../live/live.service.js';
import { actionItemTitle, actionItemType } from './action-item-of-decision.js';
import { DecisionReadModel } from './decisions.read-model.js';
import { type DecisionFields, DecisionRepository } from './decisions.repository.js';

const SubjectRow = z.object({
  rule_name: z.string(),
  team_id: z.string().nullable(),
  status: z.string().nullable(),
  language: z.enum(['en', 'ja']).nullable(),
  evidence: z.record(z.string(), z.unknown()).nullable(),
});
const IdRow = z.object({ id: z.string() });

/** Decisions on alert rules: what is to be done, by whom, until when; with the evidence they were made on. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: DecisionRepository,
    private readonly readModel: DecisionReadModel,
    private readonly actionItems: ActionItemService,
    private readonly actionItemChanges: ActionItemChangeService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly requests: ClientRequestService,
    private readonly clock: Clock,
  ) {}

  /** The same `clientId` sent again makes no second decision. */
  async create(actor: Actor, body: CreateDecisionBody): Promise<Decision> {
    return this.dataSource.transaction(async (db) => {
      const { id, isNew } = await this.requests.once(db, body.clientId, 'decision', () =>
        this.insert(db, actor, body),
      );
      return isNew ? this.tell(db, actor, 'created', id) : this.readModel.findOne(db, id);
    });
  }

  private async insert(db: Queryable, actor: Actor, body: CreateDecisionBody): Promise<string> {
    const subject = await this.findSubject(db, body.alertRuleId, body.reviewSessionId ?? null);
    await this.checkReferences(db, body.alertRuleId, body);
    const id = await this.repository.insert(db, {
      ...fieldsOf(body),
      kind: body.kind,
      reviewSessionId: body.reviewSessionId ?? null,
      alertRuleId: body.alertRuleId,
      status: firstStatus(body.kind),
      evidence: {
        ...(subject.evidence ?? {}),
        ...(body.replay === undefined ? {} : { replay: body.replay }),
      },
      userId: actor.userId,
      at: this.clock.now(),
    });
    if (body.createActionItem === true) {
      const item = await this.actionItems.create(
        actor,
        {
          title:
            body.actionItemTitle ?? actionItemTitle(body.kind, subject.rule_name, subject.language ?? 'en'),
          type: actionItemType(body.kind),
          owner: body.owner ?? null,
          ownerId: body.ownerId ?? null,
          teamId: subject.team_id,
          dueOn: body.dueOn ?? null,
          description: body.reason ?? null,
        },
        db,
      );
      await this.repository.linkActionItem(db, id, item.id);
    }
    return id;
  }

  async change(actor: Actor, id: string, body: PatchDecisionBody): Promise<Decision> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id);
      if (before.row_version !== body.rowVersion) throw DomainError.stale('decision', id);
      await this.checkReferences(db, before.alert_rule_id, body);
      await this.repository.update(db, id, fieldsOf(body));
      // What has not gone on from its beginning begins as its new kind does.
      const { kind = before.kind } = body;
      if (before.status === firstStatus(before.kind) && before.status !== firstStatus(kind)) {
        await this.repository.setStatus(db, id, firstStatus(kind), this.clock.now());
      }
      return this.tell(db, actor, 'changed', id);
    });
  }

  async close(actor: Actor, id: string, status: 'done' | 'cancelled'): Promise<Decision> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id);
      if (before.status !== status) await this.repository.setStatus(db, id, status, this.clock.now());
      return this.tell(db, actor, status, id);
    });
  }

  /** Only a finished measurement can have been seen; the first look counts. */
  async markSeen(actor: Actor, id: string): Promise<Decision> {
    return this.dataSource.transaction(async (db) => {
      await this.lock(db, id);
      const decision = await this.readModel.findOne(db, id);
      if (decision.effect?.isComplete !== true || decision.effectSeenAt !== null) return decision;
      await this.repository.markSeen(db, [id], this.clock.now());
      return this.tell(db, actor, 'effect_seen', id);
    });
  }

  /** The same of several, in the transaction that closes the review in which they were talked about. */
  async markSeenInReview(db: Queryable, ids: readonly string[]): Promise<void> {
    await this.repository.markSeen(db, ids, this.clock.now());
    if (ids.length > 0) await this.live.publish(db, 'decisions', [...ids]);
  }

  /** Takes the last step back, if it is still the one that led to `from`; see the contract. */
  async undo(actor: Actor, id: string, from?: DecisionStatus): Promise<Decision> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.lock(db, id);
      if (from !== undefined && before.status !== from) return this.readModel.findOne(db, id);
      const status = statusBefore(before.kind, before.status);
      await this.repository.setStatus(db, id, status, this.clock.now());
      const { action_item_id: itemId } = before;
      // The action item that was made with the decision goes, and comes back, with it.
      if (itemId !== null && status === 'cancelled') {
        await this.actionItemChanges.change(actor, itemId, { status: 'deleted' }, undefined, db);
      } else if (
        itemId !== null &&
        before.status === 'cancelled' &&
        (await this.repository.isItemDeleted(db, itemId))
      ) {
        await this.actionItemChanges.change(actor, itemId, { status: 'open' }, undefined, db);
      }
      return this.tell(db, actor, 'undone', id);
    });
  }

  private async lock(db: Queryable, id: string) {
    const row = await this.repository.findForUpdate(db, id);
    if (row === null) throw DomainError.notFound('decision', id);
    return row;
  }

  /** The rule, the session that must be open, and what the agenda showed of the rule. */
  private async findSubject(db: Queryable, ruleId: string, sessionId: string | null) {
    if (sessionId !== null) {
      // Held until commit, so that a session cannot be closed around a decision; its notes can be written meanwhile.
      await db.query('select 1 from review_sessions where id = $1 for key share', [sessionId]);
    }
    const row = await selectOne(
      db,
      SubjectRow,
      `select r.name as rule_name, coalesce(s.team_id, parent.team_id) as team_id, v.status, v.language, i.evidence
       from alert_rules r
       left join services s on s.id = r.service_id
       left join services parent on parent.id = s.parent_id
       left join review_sessions v on v.id = $2
       left join agenda_items i on i.review_session_id = v.id and i.kind = 'alert_rule' and i.subject_id = r.id
       where r.id = $1`,
      [ruleId, sessionId],
    );
    if (row === null) throw DomainError.notFound('alert_rule', ruleId);
    if (sessionId !== null && row.status === null) throw DomainError.notFound('review', sessionId);
    if (row.status === 'closed') {
      throw new DomainError('conflict', 'review_closed', 'This review is closed. Reopen it to decide more.');
    }
    return row;
  }

  /** The owner and the rule that it is merged into are there. */
  private async checkReferences(
    db: Queryable,
    alertRuleId: string | null,
    body: { ownerId?: string | null | undefined; mergeIntoRuleId?: string | null | undefined },
  ): Promise<void> {
    const { ownerId, mergeIntoRuleId } = body;
    if (typeof ownerId === 'string') {
      const user = await selectOne(db, IdRow, 'select id from users where id = $1', [ownerId]);
      if (user === null) throw DomainError.invalid('ownerId', `there is no person ${ownerId}`);
    }
    if (typeof mergeIntoRuleId === 'string') {
      if (mergeIntoRuleId === alertRuleId) {
        throw DomainError.invalid('mergeIntoRuleId', 'is the rule itself: choose the one that stays');
      }
      const rule = await selectOne(db, IdRow, 'select id from alert_rules where id = $1', [mergeIntoRuleId]);
      if (rule === null) throw DomainError.invalid('mergeIntoRuleId', `there is no rule ${mergeIntoRuleId}`);
    }
  }

  private async tell(db: Queryable, actor: Actor, action: string, id: string): Promise<Decision> {
    const decision = await this.readModel.findOne(db, id);
    await this.audit.record(db, { actor, action, subjectType: 'decision', subjectId: id, after: decision });
    await this.live.publish(db, 'decisions', [id]);
    if (decision.reviewSessionId !== null) await this.live.publish(db, 'reviews', [decision.reviewSessionId]);
    if (decision.alertRuleId !== null) await this.live.publish(db, 'alert-rules', [decision.alertRuleId]);
    return decision;
  }
}

function fieldsOf(body: Omit<CreateDecisionBody | PatchDecisionBody, 'kind'> & { kind?: DecisionKind }) {
  return {
    kind: body.kind,
    reason: body.reason,
    owner: body.owner,
    ownerId: body.ownerId,
    dueOn: body.dueOn,
    effectiveAt: typeof body.effectiveAt === 'string' ? new Date(body.effectiveAt) : body.effectiveAt,
    acceptedPerWeek: body.acceptedPerWeek,
    acceptedUntil: body.acceptedUntil,
    mergeIntoRuleId: body.mergeIntoRuleId,
  } satisfies DecisionFields;
}

/** `keep` begins as done: it leaves nothing to do. The others begin as open. */
function firstStatus(kind: DecisionKind): DecisionStatus {
  return kind === 'keep' ? 'done' : 'open';
}

/** The step before the beginning is that it was never made. */
function statusBefore(kind: DecisionKind, status: DecisionStatus): DecisionStatus {
  const first = firstStatus(kind);
  return status === first ? 'cancelled' : first;
}
