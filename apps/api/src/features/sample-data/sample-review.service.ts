import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../http/actor.js';
import { CoverageGapService } from '../coverage-gaps/coverage-gaps.service.js';
import { DecisionService } from '../decisions/decisions.service.js';
import { ReviewService } from '../reviews/reviews.service.js';
import { SourceService } from '../sources/source.service.js';
import { VerdictService } from '../verdicts/verdicts.service.js';
import type { SampleIncident } from './generate-sample-incidents.js';
import { SAMPLE_SOURCE, SampleDataRepository } from './sample-data.repository.js';

const DAY_MS = 86_400_000;

interface HeldReview {
  daysAgo: number;
  services: string[];
  timeZone: string;
  language: 'en' | 'ja';
  verdicts: { rule: string; verdict: 'actionable' | 'no_action' | 'false_positive'; reason?: string }[];
  decisions: {
    rule: string;
    kind: 'tune' | 'fix_cause' | 'keep' | 'add_runbook';
    reason: string;
    owner?: string;
    effectiveDaysAgo?: number;
    acceptedPerWeek?: number;
  }[];
}

/** Two reviews that were held, with a decision of each outcome; two are still open and overdue. */
const HELD: readonly HeldReview[] = [
  {
    daysAgo: 37,
    services: ['sample-search', 'sample-search-indexer', 'sample-postgres', 'sample-edge', 'sample-batch'],
    timeZone: 'Europe/Berlin',
    language: 'en',
    verdicts: [
      { rule: 'SearchHeapPressure', verdict: 'no_action', reason: 'The collector always recovers by itself' },
      { rule: 'PostgresReplicationLag', verdict: 'false_positive', reason: 'Backups, every night' },
      { rule: 'EdgeHighCpu', verdict: 'no_action' },
      { rule: 'SearchErrorRate', verdict: 'actionable' },
      { rule: 'EdgeUpstreamDown', verdict: 'actionable' },
    ],
    decisions: [
      {
        rule: 'SearchHeapPressure',
        kind: 'tune',
        reason: 'Wait ten minutes before it fires',
        owner: 'Lena Vogt',
        effectiveDaysAgo: 30,
      },
      {
        rule: 'PostgresReplicationLag',
        kind: 'tune',
        reason: 'Raise the threshold to 45 s',
        owner: 'Jonas Weber',
        effectiveDaysAgo: 32,
      },
      {
        rule: 'BatchJobFailed',
        kind: 'fix_cause',
        reason: 'Retry each job once before it counts as failed',
        owner: 'Amira Haddad',
        effectiveDaysAgo: 12,
      },
      {
        rule: 'BackupMissing',
        kind: 'add_runbook',
        reason: 'Say how a backup is made by hand',
        owner: 'Jonas Weber',
        effectiveDaysAgo: 31,
      },
      {
        rule: 'EdgeHighCpu',
        kind: 'tune',
        reason: 'Look at the load of one minute instead of five',
        owner: 'Lena Vogt',
        effectiveDaysAgo: 33,
      },
      {
        rule: 'IndexerLag',
        kind: 'keep',
        reason: 'Right as it is while the index is rebuilt every night',
        acceptedPerWeek: 6,
      },
    ],
  },
  {
    daysAgo: 16,
    services: ['sample-checkout', 'sample-payment-gateway', 'sample-invoice', 'sample-points'],
    timeZone: 'Asia/Tokyo',
    language: 'ja',
    verdicts: [
      { rule: 'CheckoutLatencyP99', verdict: 'false_positive', reason: '瞬間的な揺れで、利用者影響なし' },
      { rule: 'PaymentQueueBacklog', verdict: 'no_action' },
      { rule: 'CheckoutErrorRateHigh', verdict: 'actionable' },
      { rule: 'PaymentProviderTimeouts', verdict: 'actionable' },
    ],
    decisions: [
      {
        rule: 'PointsSyncDelayed',
        kind: 'tune',
        reason: '2時間以上遅れたときだけ通知する',
        owner: '高橋 直樹',
        effectiveDaysAgo: 15,
      },
      { rule: 'CheckoutLatencyP99', kind: 'tune', reason: '継続時間を5分に延ばす', owner: '鈴木 健太' },
      { rule: 'InvoiceDiskFillsIn24h', kind: 'add_runbook', reason: '手順書がない', owner: '田中 彩' },
    ],
  },
];

/** Holds the sample company's reviews through the services that hold real ones, then sets their dates back. */
@Injectable()
export class SampleReviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: SampleDataRepository,
    private readonly sources: SourceService,
    private readonly reviews: ReviewService,
    private readonly verdicts: VerdictService,
    private readonly decisions: DecisionService,
    private readonly gaps: CoverageGapService,
  ) {}

  async create(actor: Actor, incidents: readonly SampleIncident[], now: Date): Promise<void> {
    const db = this.dataSource.manager;
    const source = await this.sources.ensure(db, SAMPLE_SOURCE, SAMPLE_SOURCE);
    const ruleIds = idsByKey(await this.repository.ruleIds(db, source.id));
    const serviceIds = idsByKey(await this.repository.serviceIds(db));
    for (const review of HELD) await this.hold(actor, review, ruleIds, serviceIds, now);
    await this.registerGaps(actor, incidents, ruleIds, serviceIds, now);
  }

  private async hold(
    actor: Actor,
    held: HeldReview,
    ruleIds: Ids,
    serviceIds: Ids,
    now: Date,
  ): Promise<void> {
    const db = this.dataSource.manager;
    const at = new Date(now.getTime() - held.daysAgo * DAY_MS);
    const review = await this.reviews.create(actor, {
      serviceIds: held.services.map(serviceIds),
      from: new Date(at.getTime() - 28 * DAY_MS).toISOString(),
      to: at.toISOString(),
      timeZone: held.timeZone,
      language: held.language,
      start: true,
    });
    for (const { rule, verdict, reason } of held.verdicts) {
      await this.verdicts.give(actor, {
        reviewSessionId: review.id,
        alertRuleId: ruleIds(rule),
        verdict,
        ...(reason ? { reason } : {}),
      });
    }
    for (const { rule, kind, reason, owner, effectiveDaysAgo, acceptedPerWeek } of held.decisions) {
      const isDone = effectiveDaysAgo !== undefined;
      const isKept = kind === 'keep';
      const decision = await this.decisions.create(actor, {
        reviewSessionId: review.id,
        alertRuleId: ruleIds(rule),
        kind,
        reason,
        ...(owner === undefined ? {} : { owner }),
        ...(isKept ? {} : { dueOn: new Date(at.getTime() + 10 * DAY_MS).toISOString().slice(0, 10) }),
        ...(acceptedPerWeek === undefined ? {} : { acceptedPerWeek }),
        ...(isDone ? { effectiveAt: new Date(now.getTime() - effectiveDaysAgo * DAY_MS).toISOString() } : {}),
        createActionItem: !isDone && !isKept,
      });
      if (isDone) await this.decisions.close(actor, decision.id, 'done');
    }
    await this.repository.backdateReview(db, review.id, at);
    await this.reviews.close(actor, review.id);
    await this.repository.endReview(db, review.id, new Date(at.getTime() + 42 * 60_000));
  }

  /** One gap that is open, one that a real firing proved closed, one that was accepted. */
  private async registerGaps(
    actor: Actor,
    incidents: readonly SampleIncident[],
    ruleIds: Ids,
    serviceIds: Ids,
    now: Date,
  ): Promise<void> {
    const db = this.dataSource.manager;
    const incidentIds = idsByKey(await this.repository.incidentIds(db));
    const gapOf = async (
      service: string,
      signal: 'correctness' | 'freshness' | 'latency',
      expected: string,
    ) => {
      const incident = incidents.find(
        (candidate) => candidate.template.service === service && candidate.detection === null,
      );
      const { id } = await this.gaps.create(actor, {
        serviceId: serviceIds(service),
        signal,
        expected,
        ...(incident ? { incidentId: incidentIds(incident.externalId) } : {}),
      });
      await this.repository.markGap(db, id, incident?.resolvedAt ?? new Date(now.getTime() - 60 * DAY_MS));
      return id;
    };
    await gapOf('sample-invoice', 'correctness', '請求合計と売上の差が0でないとき');
    const closed = await gapOf(
      'sample-search-indexer',
      'freshness',
      'The oldest message waits for more than 15 minutes',
    );
    await this.repository.closeGap(db, closed, ruleIds('IndexerLag'), new Date(now.getTime() - 50 * DAY_MS));
    const accepted = await gapOf('sample-batch', 'latency', 'The settlement is not done by 04:00');
    await this.repository.acceptGap(
      db,
      accepted,
      'The bank moves its window in spring',
      new Date(now.getTime() + 90 * DAY_MS),
    );
    await this.gaps.settleProofs();
  }
}

type Ids = (key: string) => string;

function idsByKey(rows: readonly { key: string; id: string }[]): Ids {
  const ids = new Map(rows.map((row) => [row.key, row.id]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the sample data has no ${key}`);
    return id;
  };
}
