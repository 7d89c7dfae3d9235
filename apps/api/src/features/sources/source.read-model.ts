import { Inject, Injectable } from '@nestjs/common';
import { UnreadParts } from '@tenken/shared/deliveries.contract';
import { sourceKindInfo } from '@tenken/shared/source-kinds';
import { SourceRow, SourceSettings } from '@tenken/shared/sources.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { Env } from '../../config/env.js';
import { ENV } from '../../config/env.module.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const DAY_MS = 86_400_000;

const Row = z.object({
  id: rowId,
  kind: z.string(),
  key: z.string(),
  name: z.string(),
  teamId: rowId.nullable(),
  serviceId: rowId.nullable(),
  settings: SourceSettings.catch({}),
  hasSecret: z.boolean(),
  oldCredentialsUntil: rowInstant.nullable(),
  isSample: z.boolean(),
  createdAt: rowInstant,
  disabledAt: rowInstant.nullable(),
  lastDeliveryAt: rowInstant.nullable(),
  errorId: rowId.nullable(),
  errorAt: rowInstant.nullable(),
  errorCode: z.string().nullable(),
  errorDetail: z.string().nullable(),
  errorUnread: UnreadParts.nullable(),
  pending: rowCount,
  quarantined: rowCount,
  episodes: rowCount,
  alertRules: rowCount,
});

/** Sources with how fresh and how healthy they are. */
@Injectable()
export class SourceReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** All sources, those in use first, by name. */
  list(): Promise<SourceRow[]> {
    return this.find(null);
  }

  async get(id: string): Promise<SourceRow> {
    const [row] = await this.find(id);
    if (row === undefined) throw DomainError.notFound('source', id);
    return row;
  }

  private async find(id: string | null): Promise<SourceRow[]> {
    const today = Math.floor(this.clock.now().getTime() / DAY_MS) * DAY_MS;
    const episodesFrom = isoDay(today - 6 * DAY_MS);
    const episodesTo = isoDay(today + DAY_MS);
    const rows = await select(
      this.dataSource.manager,
      Row,
      `select s.id, s.kind, s.key, s.name, s.team_id as "teamId", s.service_id as "serviceId", s.settings,
         s.secret is not null as "hasSecret",
         greatest(
           case when s.previous_secret_until > $4 then s.previous_secret_until end,
           (select max(t.expires_at) from api_tokens t
            where t.source_id = s.id and t.revoked_at is null and t.expires_at > $4)
         ) as "oldCredentialsUntil", s.is_sample as "isSample", s.created_at as "createdAt",
         s.disabled_at as "disabledAt", last.received_at as "lastDeliveryAt",
         err.id as "errorId", err.received_at as "errorAt", err.error_code as "errorCode",
         err.error_detail as "errorDetail",
         err.unread as "errorUnread", coalesce(states.pending, 0) as pending,
         coalesce(states.quarantined, 0) as quarantined, coalesce(fired.episodes, 0) as episodes,
         coalesce(rules.n, 0) as "alertRules"
       from sources s
       left join lateral (
         select received_at from deliveries where source_id = s.id order by received_at desc limit 1
       ) last on true
       left join lateral (
         select id, received_at, error_code, error_detail, result -> 'unread' as unread from deliveries
         where source_id = s.id and state = 'quarantined' order by received_at desc, id desc limit 1
       ) err on true
       left join (
         select source_id, count(*) filter (where state = 'pending') as pending,
           count(*) filter (where state = 'quarantined') as quarantined
         from deliveries where state in ('pending', 'quarantined') group by source_id
       ) states on states.source_id = s.id
       left join (
         select r.source_id, sum(d.fired) as episodes
         from episode_daily_rollups d join alert_rules r on r.id = d.alert_rule_id
         where d.day >= $2 and d.day < $3 group by r.source_id
       ) fired on fired.source_id = s.id
       left join (select source_id, count(*) as n from alert_rules group by source_id) rules on rules.source_id = s.id
       where $1::bigint is null or s.id = $1
       order by s.disabled_at is not null, s.name, s.id`,
      [id, episodesFrom, episodesTo, this.clock.now()],
    );
    return rows.map(({ errorId, errorAt, errorCode, errorDetail, errorUnread, episodes, ...row }) => ({
      ...row,
      ...this.addresses(row.kind),
      lastError:
        errorId === null || errorAt === null
          ? null
          : { deliveryId: errorId, at: errorAt, code: errorCode, detail: errorDetail, unread: errorUnread },
      episodesLast7Days: episodes,
      episodesFrom,
      episodesTo,
    }));
  }

  private addresses(kind: string): Pick<SourceRow, 'ingestUrl' | 'receiverUrl'> {
    const base = this.env.PUBLIC_URL;
    const credential = sourceKindInfo(kind)?.credential;
    const receiver = RECEIVERS.get(kind);
    return {
      // A routing key stands in the body: its senders know one address only, the drop-in receiver.
      ingestUrl:
        credential === undefined || credential === 'routing_key' ? null : `${base}/api/v1/ingest/${kind}`,
      receiverUrl: receiver === undefined ? null : `${base}${receiver}`,
    };
  }
}

/** What looks like another product to senders; they add their own path. */
const RECEIVERS = new Map([
  ['alertmanager', '/compat/alertmanager'],
  ['pagerduty-events', '/compat/pagerduty'],
]);

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
