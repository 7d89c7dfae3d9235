import { Injectable } from '@nestjs/common';
import { type EpisodeCandidatesResponse, LinkStatusSchema } from '@tenken/shared/detection.contract';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { LINK_EXPRESSIONS } from './episode-link-candidates.js';

const MAX_CANDIDATES = 200;

const CandidateRow = z.object({
  alertRuleId: rowId,
  fingerprint: z.string(),
  startsAt: z.date(),
  ruleName: z.string(),
  serviceId: rowId.nullable(),
  serviceName: z.string().nullable(),
  severity: z.string().nullable(),
  endsAt: rowInstant.nullable(),
  notifiedAt: rowInstant.nullable(),
  summary: z.string().nullable(),
  status: LinkStatusSchema,
  lagSeconds: z.number().nullable(),
  decidedAt: rowInstant.nullable(),
  decidedBy: z.string().nullable(),
});

/** The episodes that may have told of an incident. */
@Injectable()
export class EpisodeCandidateReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Links and proposals of an incident, the oldest first. Throws `not_found`. */
  async candidates(incidentId: string): Promise<EpisodeCandidatesResponse> {
    const db = this.dataSource.manager;
    const incident = await selectOne(
      db,
      z.object({ id: rowId }),
      'select id from incidents where id = $1 and deleted_at is null',
      [incidentId],
    );
    if (incident === null) throw DomainError.notFound('incident', incidentId);
    const rows = await select(
      db,
      CandidateRow,
      `with incident as (select * from incidents where id = $2), ${LINK_EXPRESSIONS}
       select l.alert_rule_id as "alertRuleId", l.fingerprint, l.starts_at as "startsAt", r.name as "ruleName",
         s.id as "serviceId", s.name as "serviceName", coalesce(e.severity, r.severity) as severity,
         e.ends_at as "endsAt", e.notified_at as "notifiedAt",
         coalesce(e.annotations ->> 'summary', e.annotations ->> 'description', r.summary) as summary, l.status,
         case when i.provenance ->> 'startedAt' is distinct from 'defaulted'
           then extract(epoch from l.starts_at - i.started_at)::double precision end as "lagSeconds",
         l.decided_at as "decidedAt", u.name as "decidedBy"
       from link l
       join incident i on i.id = l.incident_id
       join alert_rules r on r.id = l.alert_rule_id
       left join episodes e on e.alert_rule_id = l.alert_rule_id and e.fingerprint = l.fingerprint
         and e.starts_at = l.starts_at
       left join services s on s.id = coalesce(e.service_id, r.service_id)
       left join users u on u.id = l.decided_by_id
       order by l.starts_at, l.alert_rule_id, l.fingerprint
       limit $3`,
      [this.clock.now(), incidentId, MAX_CANDIDATES + 1],
    );
    return {
      items: rows.slice(0, MAX_CANDIDATES).map(({ fingerprint, ...row }) => ({
        ...row,
        episodeId: formatEpisodeId({ alertRuleId: row.alertRuleId, fingerprint, startsAt: row.startsAt }),
        startsAt: row.startsAt.toISOString(),
      })),
      truncated: rows.length > MAX_CANDIDATES,
    };
  }
}
