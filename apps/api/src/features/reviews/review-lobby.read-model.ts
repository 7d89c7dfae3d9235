import { Injectable } from '@nestjs/common';
import type { LobbyResponse, LobbyService } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { askAtOnce } from '../../database/ask-at-once.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { AlertRuleReadModel } from '../alert-rules/alert-rules.read-model.js';
import { type KeepFor, KeptAnswerService } from '../live/kept-answer.service.js';
import { ReviewIncidentsReadModel } from './review-incidents.read-model.js';
import { scoreService } from './score-service.js';

const ServiceRow = z.object({
  id: rowId,
  name: z.string(),
  team_id: rowId.nullable(),
  team_name: z.string().nullable(),
  open_decisions: rowCount,
  open_gaps: rowCount,
  last_review_id: rowId.nullable(),
  last_review_closed_at: rowInstant.nullable(),
  open_review_id: rowId.nullable(),
});

/** With fewer alerts the lobby is made as fast as it is looked up. */
const FEW_ALERTS = 10_000;
const KEEP: KeepFor<LobbyResponse> = {
  topics: [
    'alert-rules',
    'coverage-gaps',
    'decisions',
    'holidays',
    'incidents',
    'reviews',
    'services',
    'settings',
    'sources',
    'teams',
  ],
  patientTopics: ['episodes', 'alert-rules', 'sources'],
  isWorthKeeping: ({ items }) => items.reduce((sum, { fired }) => sum + fired, 0) >= FEW_ALERTS,
};

interface Load {
  rules: number;
  fired: number;
  pages: number;
  nightPages: number;
  selfResolved: number;
  ended: number;
}

/** Which services need a review most, and why (UX S2). */
@Injectable()
export class ReviewLobbyReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: AlertRuleReadModel,
    private readonly incidents: ReviewIncidentsReadModel,
    private readonly clock: Clock,
    private readonly kept: KeptAnswerService,
  ) {}

  /** What many alerts make of it may be up to a minute old: `asOf` says of when it is. */
  async find(range: ResolvedRange): Promise<LobbyResponse> {
    const key = ['review-lobby', range.from.toISOString(), range.to.toISOString(), range.timeZone].join(' ');
    const { value } = await this.kept.get(key, KEEP, () => this.make(range));
    return value;
  }

  private async make(range: ResolvedRange): Promise<LobbyResponse> {
    const { from, to, timeZone } = range;
    const now = this.clock.now();
    const db = this.dataSource.manager;
    const [services, rules, incidents] = await askAtOnce(db, [
      () => this.services(),
      () => this.rules.loads(db, { from, to, timeZone }),
      () => this.incidents.find(db, { serviceIds: null, from, to }),
    ]);
    const loads = new Map<string, Load>();
    for (const rule of rules) {
      if (rule.serviceId === null) continue;
      const load = loads.get(rule.serviceId) ?? emptyLoad();
      load.rules += 1;
      load.fired += rule.fired;
      load.pages += rule.pages;
      load.nightPages += rule.nightPages;
      load.selfResolved += rule.selfResolved;
      load.ended += rule.ended;
      loads.set(rule.serviceId, load);
    }
    const untold = new Map<string, number>();
    for (const incident of incidents) {
      if (incident.detection !== 'missed' && incident.detection !== 'late') continue;
      for (const { id } of incident.services) untold.set(id, (untold.get(id) ?? 0) + 1);
    }
    const items = services.map((service): LobbyService => {
      const load = loads.get(service.id) ?? emptyLoad();
      const incidentsWithoutAlert = untold.get(service.id) ?? 0;
      const lastReviewAt = service.last_review_closed_at;
      return {
        serviceId: service.id,
        serviceName: service.name,
        teamId: service.team_id,
        teamName: service.team_name,
        ...load,
        incidentsWithoutAlert,
        openDecisions: service.open_decisions,
        openGaps: service.open_gaps,
        lastReview:
          service.last_review_id === null || lastReviewAt === null
            ? null
            : { id: service.last_review_id, closedAt: lastReviewAt },
        openReviewId: service.open_review_id,
        ...scoreService({ ...load, incidentsWithoutAlert, lastReviewAt }, to.getTime() - from.getTime(), now),
      };
    });
    items.sort(
      (a, b) =>
        // A service with neither rules nor incidents has nothing to review yet, however long ago the last one was.
        Number(hasMatter(b)) - Number(hasMatter(a)) ||
        b.score - a.score ||
        a.serviceName.localeCompare(b.serviceName, 'ja'),
    );
    return { asOf: now.toISOString(), from: from.toISOString(), to: to.toISOString(), items };
  }

  private services() {
    return select(
      this.dataSource,
      ServiceRow,
      `with open_decisions as (
         select r.service_id, count(*) as n from decisions d join alert_rules r on r.id = d.alert_rule_id
         where d.status = 'open' group by 1
       ), open_gaps as (
         select g.service_id, count(*) as n from coverage_gaps g
         where g.deleted_at is null and g.status in ('open', 'in_progress') group by 1
       )
       select s.id, s.name, t.id as team_id, t.name as team_name,
         coalesce(d.n, 0) as open_decisions, coalesce(g.n, 0) as open_gaps,
         last.id as last_review_id, last.closed_at as last_review_closed_at, open.id as open_review_id
       from services s
       left join services parent on parent.id = s.parent_id
       left join teams t on t.id = coalesce(s.team_id, parent.team_id)
       left join open_decisions d on d.service_id = s.id
       left join open_gaps g on g.service_id = s.id
       left join lateral (select v.id, v.closed_at from review_session_services x
         join review_sessions v on v.id = x.review_session_id
         where x.service_id = s.id and v.status = 'closed' order by v.closed_at desc limit 1) last on true
       left join lateral (select v.id from review_session_services x
         join review_sessions v on v.id = x.review_session_id
         where x.service_id = s.id and v.status in ('planned', 'running') order by v.id desc limit 1) open on true
       where s.archived_at is null`,
    );
  }
}

function emptyLoad(): Load {
  return { rules: 0, fired: 0, pages: 0, nightPages: 0, selfResolved: 0, ended: 0 };
}

function hasMatter(service: LobbyService): boolean {
  return service.rules > 0 || service.incidentsWithoutAlert > 0 || service.openGaps > 0;
}
