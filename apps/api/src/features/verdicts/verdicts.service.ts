import { Injectable } from '@nestjs/common';
import type {
  GiveVerdictBody,
  GiveVerdictsBody,
  PatchVerdictBody,
  VerdictEvent,
  VerdictsGivenResponse,
} from '@tenken/shared/verdicts.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { ClientRequestService } from '../client-requests/client-requests.service.js';
import { LiveService } from '../live/live.service.js';
import { distinctTargets, targetsOf, type VerdictSession } from './list-verdict-targets.js';
import { retryOnConflict } from './retry-on-conflict.js';
import { VerdictChecksReadModel, type VerdictFailure } from './verdict-checks.read-model.js';
import { VerdictReadModel } from './verdicts.read-model.js';
import { VerdictRepository, type VerdictTarget } from './verdicts.repository.js';

const SessionRow = z.object({ status: z.string(), window_from: z.date(), window_to: z.date() });

/** The same verdict by the same person on the same thing within this time is one that was sent or pressed twice. */
const SAID_TWICE_MS = 10 * 60_000;

/**
 * Owns the table `verdicts`. Every verdict is an event; clearing and undoing are further events, and `is_current`
 * marks the one that counts for an episode, or for a rule in a session.
 */
@Injectable()
export class VerdictService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: VerdictRepository,
    private readonly readModel: VerdictReadModel,
    private readonly checks: VerdictChecksReadModel,
    private readonly requests: ClientRequestService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** One verdict; throws where it cannot be given. */
  async give(actor: Actor, body: GiveVerdictBody): Promise<VerdictsGivenResponse> {
    const { reviewSessionId, clientId, ...item } = body;
    const answer = await this.giveMany(actor, { reviewSessionId, clientId, items: [item] });
    const failure = answer.failed[0];
    if (failure === undefined) return answer;
    if (failure.code.endsWith('_not_found')) throw new DomainError('not_found', failure.code, failure.detail);
    throw new DomainError('invalid', failure.code, failure.detail);
  }

  /** Many verdicts in one transaction. Rows that cannot be judged are told in `failed`; the others are kept. */
  async giveMany(actor: Actor, body: GiveVerdictsBody): Promise<VerdictsGivenResponse> {
    return this.inTransaction(async (db) => {
      const session =
        body.reviewSessionId === undefined
          ? null
          : await this.openSession(db, body.reviewSessionId, {
              mayBeClosed: await this.requests.wasDone(db, body.clientId, 'verdicts'),
            });
      const failed = await this.checks.findFailures(db, session, body.items);
      const bad = new Set(failed.map((failure) => failure.index));
      const targets = distinctTargets(
        body.items.flatMap((item, index) => (bad.has(index) ? [] : targetsOf(item, session))),
      );
      if (targets.length === 0) return { items: [], failed };
      const { id: ids } = await this.requests.once(db, body.clientId, 'verdicts', async () =>
        (await this.append(db, actor, session, targets)).join(' '),
      );
      return { items: await this.readModel.findByIds(db, ids.split(' ')), failed };
    });
  }

  /** Adds why to a verdict that was given in one key press. */
  async explain(actor: Actor, id: string, body: PatchVerdictBody): Promise<VerdictEvent> {
    return this.inTransaction(async (db) => {
      const [ruleId] = await this.repository.findRuleIds(db, [id]);
      if (ruleId === undefined) throw DomainError.notFound('verdict', id);
      await this.repository.lockRules(db, [ruleId]);
      const event = (await this.repository.findLocked(db, id))!;
      if (event.review_session_id !== null) await this.openSession(db, event.review_session_id);
      if (!event.is_current) {
        throw new DomainError(
          'conflict',
          'verdict_changed_since',
          'Someone has given another verdict since.',
        );
      }
      await this.repository.setReason(db, id, body);
      const rules = [{ alertRuleId: event.alert_rule_id }];
      await this.tell(db, actor, 'verdict_explained', event.review_session_id, [id], rules);
      return (await this.readModel.findByIds(db, [id]))[0]!;
    });
  }

  /** The events of these targets: new ones, or those that say the same already. */
  private async append(
    db: Queryable,
    actor: Actor,
    session: VerdictSession | null,
    targets: readonly VerdictTarget[],
  ): Promise<string[]> {
    const ruleIds = targets.map((target) => target.alertRuleId);
    await this.repository.lockRules(db, ruleIds);
    const now = this.clock.now();
    const since = new Date(now.getTime() - SAID_TWICE_MS);
    const sessionId = session?.id ?? null;
    const said = await this.repository.findSaidAlready(db, sessionId, actor.userId, since, targets);
    const fresh = targets.filter((_, index) => said[index] === null);
    if (fresh.length === 0) return said as string[];
    const ids = await this.repository.append(db, sessionId, actor.userId, now, fresh);
    await this.tell(db, actor, 'verdicts_given', sessionId, ids, fresh);
    let next = 0;
    return said.map((id) => id ?? ids[next++]!);
  }

  /**
   * Takes events back, newest first, each by a compensating event that says again what was said before. An event that
   * someone has since replaced by another verdict is not undone but told as `verdict_changed_since`.
   */
  async undo(actor: Actor, ids: readonly string[]): Promise<VerdictsGivenResponse> {
    return this.inTransaction(async (db) => {
      const undone: string[] = [];
      const failed: VerdictFailure[] = [];
      const rules: { alertRuleId: string }[] = [];
      const sessions = new Set<string>();
      const ordered = ids.map((id, index) => ({ id, index })).sort((a, b) => newerFirst(a.id, b.id));
      await this.repository.lockRules(db, await this.repository.findRuleIds(db, ids));
      for (const { id, index } of ordered) {
        const undo = await this.repository.findForUndo(db, id);
        if (undo === null) {
          failed.push({ index, code: 'verdict_not_found', detail: `There is no verdict ${id}.` });
          continue;
        }
        if (undo.current_undo_of_id === undo.id) {
          // It came twice: it is undone.
          undone.push(undo.current_id!);
          continue;
        }
        const counts =
          undo.current_id === undo.id ||
          (undo.current_undo_of_id !== null && undo.current_restores_id === undo.id);
        if (!counts) {
          failed.push({
            index,
            code: 'verdict_changed_since',
            detail: 'Someone has given another verdict since.',
          });
          continue;
        }
        if (undo.review_session_id !== null) {
          await this.openSession(db, undo.review_session_id);
          sessions.add(undo.review_session_id);
        }
        undone.push(await this.repository.appendUndo(db, undo, actor.userId, this.clock.now()));
        rules.push({ alertRuleId: undo.alert_rule_id });
      }
      if (rules.length > 0) {
        const session = sessions.size === 1 ? [...sessions][0]! : null;
        await this.tell(db, actor, 'verdicts_undone', session, undone, rules);
      }
      return { items: await this.readModel.findByIds(db, undone), failed };
    });
  }

  /** The unique indexes have the last word: what they refuse, or a deadlock, is tried again on fresh rows. */
  private inTransaction<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
    return retryOnConflict(() => this.dataSource.transaction(work));
  }

  private async openSession(
    db: Queryable,
    id: string,
    { mayBeClosed } = { mayBeClosed: false },
  ): Promise<VerdictSession> {
    const row = await selectOne(
      db,
      SessionRow,
      // As every writer of a session does: others write beside it, but nobody closes it meanwhile.
      'select status, window_from, window_to from review_sessions where id = $1 for key share',
      [id],
    );
    if (row === null) throw DomainError.notFound('review', id);
    if (row.status === 'closed' && !mayBeClosed) {
      throw new DomainError(
        'conflict',
        'review_closed',
        'This review is closed. Reopen it to change its verdicts.',
      );
    }
    return { id, from: row.window_from, to: row.window_to };
  }

  private async tell(
    db: Queryable,
    actor: Actor,
    action: string,
    sessionId: string | null,
    ids: string[],
    targets: readonly { alertRuleId: string }[],
  ): Promise<void> {
    const ruleIds = [...new Set(targets.map((target) => target.alertRuleId))];
    await this.audit.record(db, {
      actor,
      action,
      subjectType: sessionId === null ? 'alert_rule' : 'review_session',
      subjectId: sessionId ?? ruleIds[0]!,
      after: { verdictIds: ids, alertRuleIds: ruleIds },
    });
    await this.live.publish(db, 'verdicts', ids);
    await this.live.publish(db, 'alert-rules', ruleIds);
    if (sessionId !== null) await this.live.publish(db, 'reviews', [sessionId]);
  }
}

function newerFirst(a: string, b: string): number {
  return BigInt(a) < BigInt(b) ? 1 : -1;
}
