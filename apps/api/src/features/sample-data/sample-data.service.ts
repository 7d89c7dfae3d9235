import { Injectable } from '@nestjs/common';
import type { CreateSampleDataBody, SampleDataResponse } from '@tenken/shared/sample-data.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import type { Actor } from '../../http/actor.js';
import { ActionItemService } from '../action-items/action-items.service.js';
import { AuditService } from '../audit/audit.service.js';
import { EpisodeService } from '../episodes/episode.service.js';
import { IncidentService } from '../incidents/incidents.service.js';
import { LiveService } from '../live/live.service.js';
import { SourceService } from '../sources/source.service.js';
import { generateSampleEpisodes, type SampleEpisode } from './generate-sample-episodes.js';
import { generateSampleIncidents, type SampleIncident } from './generate-sample-incidents.js';
import { SAMPLE_SOURCE, SampleDataRepository } from './sample-data.repository.js';
import { SampleReviewService } from './sample-review.service.js';

const WEEKS = 26;
const DAY_MS = 86_400_000;
const LOCK = 7_365_442;
const TOPICS = [
  'teams',
  'services',
  'sources',
  'alert-rules',
  'episodes',
  'incidents',
  'action-items',
  'reviews',
  'verdicts',
  'decisions',
  'coverage-gaps',
  'sample-data',
];

/** A sample company of half a year, written through the same services as everything else, and removed as one. */
@Injectable()
export class SampleDataService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly repository: SampleDataRepository,
    private readonly sources: SourceService,
    private readonly episodes: EpisodeService,
    private readonly incidents: IncidentService,
    private readonly actionItems: ActionItemService,
    private readonly reviews: SampleReviewService,
    private readonly audit: AuditService,
    private readonly live: LiveService,
  ) {}

  async get(): Promise<SampleDataResponse> {
    const counts = await this.repository.counts(this.dataSource.manager);
    return { present: counts.teams > 0 || counts.incidents > 0, counts };
  }

  async create(actor: Actor, { seed }: CreateSampleDataBody): Promise<SampleDataResponse> {
    const now = this.clock.now();
    const from = startOfWeek(new Date(now.getTime() - WEEKS * 7 * DAY_MS));
    const incidents = generateSampleIncidents(seed, from, now);
    const detections = incidents.flatMap((incident) => (incident.detection ? [incident.detection] : []));
    const episodes = generateSampleEpisodes(seed, from, now, detections);
    await this.dataSource.transaction(async (db) => {
      await db.query('select pg_advisory_xact_lock($1)', [LOCK]);
      if ((await this.repository.counts(db)).teams > 0) {
        throw new DomainError('conflict', 'sample_data_present', 'The sample data is loaded already.');
      }
      await this.repository.insertCatalog(db);
      const source = await this.sources.ensure(db, SAMPLE_SOURCE, SAMPLE_SOURCE, {
        name: 'Sample data',
        isSample: true,
      });
      await this.repository.insertRules(db, source.id, from, now);
      await this.episodes.applyTransitions(db, source.id, episodes.map(toTransition));
      for (const incident of incidents) await this.writeIncident(db, actor, incident);
      await this.repository.linkDetections(db, source.id, incidents);
    });
    // Sessions are held by their own services, in transactions of their own. What fails half-way is removed whole.
    try {
      await this.reviews.create(actor, incidents, now);
    } catch (error) {
      await this.remove(actor);
      throw error;
    }
    return this.tell(actor, 'created');
  }

  async remove(actor: Actor): Promise<SampleDataResponse> {
    await this.dataSource.transaction(async (db) => {
      await db.query('select pg_advisory_xact_lock($1)', [LOCK]);
      await this.repository.remove(db);
    });
    return this.tell(actor, 'removed');
  }

  private async writeIncident(db: Queryable, actor: Actor, incident: SampleIncident): Promise<void> {
    const iso = (at: Date | null) => at?.toISOString();
    const { template, postmortem } = incident;
    await this.incidents.importRecord(db, actor, {
      source: SAMPLE_SOURCE,
      externalId: incident.externalId,
      title: template.title,
      severity: incident.severity,
      services: [template.service],
      team: incident.team,
      startedAt: iso(incident.startedAt),
      detectedAt: iso(incident.detectedAt),
      acknowledgedAt: iso(incident.acknowledgedAt),
      declaredAt: iso(incident.declaredAt),
      mitigatedAt: iso(incident.mitigatedAt),
      resolvedAt: iso(incident.resolvedAt),
      detectionSource: incident.detectionSource,
      causeCategory: template.cause,
      trigger: template.trigger,
      summary: template.summary,
      impact: template.impact,
      recurrenceOf: incident.recurrenceOf,
      isSample: true,
      ...(postmortem
        ? {
            postmortem: {
              status: postmortem.status,
              owner: postmortem.owner,
              draftedAt: iso(postmortem.draftedAt),
              reviewedAt: iso(postmortem.reviewedAt),
            },
          }
        : {}),
    });
    for (const item of incident.actionItems) {
      await this.actionItems.importRecord(db, actor, {
        source: SAMPLE_SOURCE,
        externalId: item.externalId,
        incidentExternalId: incident.externalId,
        title: item.title,
        type: item.type,
        priority: item.priority,
        owner: item.owner,
        team: incident.team,
        dueOn: item.dueOn,
        createdAt: iso(item.createdAt),
        startedAt: iso(item.startedAt),
        completedAt: iso(item.completedAt),
        declinedAt: iso(item.declinedAt),
        ...(item.declinedAt ? { declineReason: 'Another fix made it unnecessary' } : {}),
        status: item.completedAt
          ? 'done'
          : item.declinedAt
            ? 'declined'
            : item.startedAt
              ? 'in_progress'
              : 'open',
        isSample: true,
      });
    }
  }

  private async tell(actor: Actor, action: 'created' | 'removed'): Promise<SampleDataResponse> {
    const db = this.dataSource.manager;
    const state = await this.get();
    await this.audit.record(db, {
      actor,
      action,
      subjectType: 'sample_data',
      subjectId: SAMPLE_SOURCE,
      after: state.counts,
    });
    for (const topic of TOPICS) await this.live.publish(db, topic);
    return state;
  }
}

function toTransition(episode: SampleEpisode) {
  return {
    ruleUid: episode.rule.name,
    ruleName: episode.rule.name,
    fingerprint: episode.fingerprint,
    service: episode.rule.service,
    severity: episode.rule.severity,
    startsAt: episode.startsAt,
    endsAt: episode.endsAt,
    acknowledgedAt: episode.acknowledgedAt,
    notifiedAt: episode.paged ? episode.startsAt : null,
    labels: episode.labels,
    annotations: { summary: episode.rule.summary },
    receivedAt: episode.startsAt,
  };
}

function startOfWeek(at: Date): Date {
  const day = Math.floor(at.getTime() / DAY_MS);
  // day 0 was a Thursday
  return new Date((day - ((day + 3) % 7)) * DAY_MS);
}
