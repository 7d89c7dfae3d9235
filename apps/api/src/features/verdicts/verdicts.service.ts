import { Injectable } from '@nestjs/common';
import { parseEpisodeId } from '@tenken/shared/episode-id';
import type {
  GiveVerdictBody,
  GiveVerdictsBody,
  VerdictsGivenResponse,
} from '@tenken/shared/verdicts.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowId, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { retryOnConflict } from './retry-on-conflict.js';
import { VerdictReadModel } from './verdicts.read-model.js';
import { VerdictRepository, type VerdictTarget } from './verdicts.repository.js';

const SessionRow = z.object({ status: z.string(), window_from: z.date(), window_to: z.date() });
const KnownRow = z.object({ id: rowId });
const KnownEpisodeRow = z.object({ n: z.coerce.number() });

interface Session {
  id: string;
  from: Date;
  to: Date;
}
type Item = GiveVerdictsBody['items'][number];
type Failure = VerdictsGivenResponse['failed'][number];

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
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** One verdict; throws where it cannot be given. */
  async give(actor: Actor, body: GiveVerdictBody): Promise<VerdictsGivenResponse> {
    const { reviewSessionId, ...item } = body;
    const answer = await this.giveMany(actor, { reviewSessionId, items: [item] });
    const failure = answer.failed[0];
    if (failure === undefined) return answer;
    if (failure.code.endsWith('_not_found')) throw new DomainError('not_found', failure.code, failure.detail);
    throw new DomainError('invalid', failure.code, failure.detail);
  }

  /** Many verdicts in one transaction. Rows that cannot be judged are told in `failed`; the others are kept. */
  async giveMany(actor: Actor, body: GiveVerdictsBody): Promise<VerdictsGivenResponse> {
    return this.inTransaction(async (db) => {
      const session =
        body.reviewSessionId === undefined ? null : await this.openSession(db, body.reviewSessionId);
      const failed = await this.findFailures(db, session, body.items);
      const bad = new Set(failed.map((failure) => failure.index));
      const targets = distinctTargets(
        body.items.flatMap((item, index) => (bad.has(index) ? [] : targetsOf(item, session))),
      );
      if (targets.length === 0) return { items: [], failed };
      await this.repository.lockRules(
        db,
        targets.map((target) => target.alertRuleId),
      );
      const ids = await this.repository.append(
        db,
        session?.id ?? null,
        actor.userId,
        this.clock.now(),
        targets,
      );
      await this.tell(db, actor, 'verdicts_given', session?.id ?? null, ids, targets);
      return { items: await this.readModel.findByIds(db, ids), failed };
    });
  }

  /**
   * Takes events back, newest first, each by a compensating event that says again what was said before. An event that
   * someone has since replaced by another verdict is not undone but told as `verdict_changed_since`.
   */
  async undo(actor: Actor, ids: readonly string[]): Promise<VerdictsGivenResponse> {
    return this.inTransaction(async (db) => {
      const undone: string[] = [];
      const failed: Failure[] = [];
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
      if (undone.length > 0) {
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

  private async openSession(db: Queryable, id: string): Promise<Session> {
    const row = await selectOne(
      db,
      SessionRow,
      'select status, window_from, window_to from review_sessions where id = $1 for share',
      [id],
    );
    if (row === null) throw DomainError.notFound('review', id);
    if (row.status === 'closed') {
      throw new DomainError(
        'conflict',
        'review_closed',
        'This review is closed. Reopen it to change its verdicts.',
      );
    }
    return { id, from: row.window_from, to: row.window_to };
  }

  private async findFailures(
    db: Queryable,
    session: Session | null,
    items: readonly Item[],
  ): Promise<Failure[]> {
    const known = new Set(
      (
        await select(db, KnownRow, 'select id from alert_rules where id = any ($1::bigint[])', [
          items.map((item) => item.alertRuleId),
        ])
      ).map((row) => row.id),
    );
    const missing = await this.findMissingEpisodes(db, items);
    return items.flatMap((item, index): Failure[] => {
      if (!known.has(item.alertRuleId)) {
        return [
          {
            index,
            code: 'alert_rule_not_found',
            detail: `There is no alert rule ${item.alertRuleId}.`,
          },
        ];
      }
      if (item.episodeIds === undefined) {
        const window = item.window ?? session;
        if (window === null || (session === null && !(new Date(window.from) < new Date(window.to)))) {
          return [
            {
              index,
              code: 'window_missing',
              detail: 'window: a verdict on a rule needs the window it holds for, or a review session.',
            },
          ];
        }
        return [];
      }
      const foreign = item.episodeIds.find((id) => parseEpisodeId(id)?.alertRuleId !== item.alertRuleId);
      if (foreign !== undefined) {
        return [{ index, code: 'episode_of_other_rule', detail: `Episode ${foreign} is not of this rule.` }];
      }
      if (missing.has(index)) {
        return [{ index, code: 'episode_not_found', detail: 'There is no such episode.' }];
      }
      return [];
    });
  }

  private async findMissingEpisodes(db: Queryable, items: readonly Item[]): Promise<Set<number>> {
    const keys = items.flatMap((item, index) =>
      (item.episodeIds ?? []).flatMap((id) => {
        const key = parseEpisodeId(id);
        return key === null ? [] : [{ index, ...key }];
      }),
    );
    if (keys.length === 0) return new Set();
    const rows = await select(
      db,
      KnownEpisodeRow,
      `select t.n from unnest($1::integer[], $2::bigint[], $3::text[], $4::timestamptz[])
         as t (n, alert_rule_id, fingerprint, starts_at)
       where not exists (select from episodes e where e.alert_rule_id = t.alert_rule_id
         and e.fingerprint = t.fingerprint and e.starts_at = t.starts_at)`,
      [
        keys.map((key) => key.index),
        keys.map((key) => key.alertRuleId),
        keys.map((key) => key.fingerprint),
        keys.map((key) => key.startsAt),
      ],
    );
    return new Set(rows.map((row) => row.n));
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

function targetsOf(item: Item, session: Session | null): VerdictTarget[] {
  const given = { alertRuleId: item.alertRuleId, verdict: item.verdict, reason: item.reason || null };
  if (item.episodeIds !== undefined) {
    return item.episodeIds.map((id) => {
      const { fingerprint, startsAt } = parseEpisodeId(id)!;
      return { ...given, fingerprint, startsAt, windowFrom: null, windowTo: null };
    });
  }
  // In a session the session's window counts: otherwise one key press could reach outside what was looked at.
  const windowFrom = session?.from ?? new Date(item.window!.from);
  const windowTo = session?.to ?? new Date(item.window!.to);
  return [{ ...given, fingerprint: null, startsAt: null, windowFrom, windowTo }];
}

/** The last word on the same thing within one request. */
function distinctTargets(targets: readonly VerdictTarget[]): VerdictTarget[] {
  const byKey = new Map<string, VerdictTarget>();
  for (const target of targets) {
    byKey.set(
      JSON.stringify([
        target.alertRuleId,
        target.fingerprint,
        target.startsAt,
        target.windowFrom,
        target.windowTo,
      ]),
      target,
    );
  }
  return [...byKey.values()];
}
