import { Injectable } from '@nestjs/common';
import {
  CONNECTOR_KINDS,
  type ConnectorDriftRow,
  type ConnectorRow,
  ConnectorRun,
  ConnectorSettings,
} from '@tenken/shared/connectors.contract';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const DRIFT_DAYS_MS = 7 * 86_400_000;
const SHOWN_RUNS = 20;
const SHOWN_DRIFT = 100;

const Row = z.object({
  id: rowId,
  sourceId: rowId,
  sourceName: z.string(),
  kind: z.string(),
  url: z.string(),
  hasToken: z.boolean(),
  settings: ConnectorSettings.catch({}),
  intervalSeconds: z.number(),
  createdAt: rowInstant,
  disabledAt: rowInstant.nullable(),
  isSourceDisabled: z.boolean(),
  isRunning: z.boolean(),
  nextRunAt: rowInstant.nullable(),
  lastStartedAt: rowInstant.nullable(),
  lastSuccessAt: rowInstant.nullable(),
  errorAt: rowInstant.nullable(),
  errorCode: z.string().nullable(),
  errorDetail: z.string().nullable(),
  failures: z.number(),
  caughtUpTo: rowInstant.nullable(),
  historyFrom: rowInstant.nullable(),
  historyUntil: rowInstant.nullable(),
  historyDoneFrom: rowInstant.nullable(),
  windowFrom: rowInstant.nullable(),
  windowTo: rowInstant.nullable(),
  windowIsHistory: z.boolean(),
  windowShare: z.number(),
  missing: rowCount.nullable(),
  different: rowCount.nullable(),
});

const RunRow = ConnectorRun.extend({ id: rowId, startedAt: rowInstant, finishedAt: rowInstant.nullable() });

const DriftRow = z.object({
  id: rowId,
  runId: rowId,
  foundAt: rowInstant,
  kind: z.enum(['missing', 'different', 'unreadable']),
  subject: z.string(),
  externalId: z.string(),
  title: z.string(),
  changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
  alertRuleId: rowId.nullable(),
  fingerprint: z.string().nullable(),
  startsAt: rowInstant.nullable(),
});

/** Connectors with how they are doing. */
@Injectable()
export class ConnectorReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** All, or those of one source, by the names of their sources. */
  list(sourceId: string | null): Promise<ConnectorRow[]> {
    return this.find(null, sourceId);
  }

  async get(id: string): Promise<ConnectorRow> {
    const [row] = await this.find(id, null);
    if (row === undefined) throw DomainError.notFound('connector', id);
    return row;
  }

  /** The newest runs first. */
  runs(id: string): Promise<ConnectorRun[]> {
    return select(
      this.dataSource.manager,
      RunRow,
      `select id, started_at as "startedAt", finished_at as "finishedAt", stage, is_manual as "isManual", requests,
         records, created, updated, unchanged, unreadable, missing, different, error_code as "errorCode",
         error_detail as "errorDetail"
       from connector_runs where connector_id = $1 order by id desc limit ${SHOWN_RUNS}`,
      [id],
    );
  }

  /** What the last runs had found that was missing, different or not to be read, newest first. */
  async drift(id: string): Promise<ConnectorDriftRow[]> {
    const rows = await select(
      this.dataSource.manager,
      DriftRow,
      `select id, connector_run_id as "runId", found_at as "foundAt", kind, subject, external_id as "externalId", title,
         changes, alert_rule_id as "alertRuleId", fingerprint, starts_at as "startsAt"
       from connector_drift where connector_id = $1 order by id desc limit ${SHOWN_DRIFT}`,
      [id],
    );
    return rows.map(({ alertRuleId, fingerprint, startsAt, ...row }) => ({
      ...row,
      episodeId:
        alertRuleId === null || fingerprint === null || startsAt === null
          ? null
          : formatEpisodeId({ alertRuleId, fingerprint, startsAt: new Date(startsAt) }),
    }));
  }

  private async find(id: string | null, sourceId: string | null): Promise<ConnectorRow[]> {
    const now = this.clock.now();
    const rows = await select(
      this.dataSource.manager,
      Row,
      `select c.id, c.source_id as "sourceId", s.name as "sourceName", c.kind, c.url, c.token is not null as "hasToken",
         c.settings, c.interval_seconds as "intervalSeconds", c.created_at as "createdAt",
         c.disabled_at as "disabledAt", s.disabled_at is not null as "isSourceDisabled",
         coalesce(c.lease_until > clock_timestamp(), false) as "isRunning", c.next_run_at as "nextRunAt",
         c.last_started_at as "lastStartedAt", c.last_success_at as "lastSuccessAt", c.last_error_at as "errorAt",
         c.last_error_code as "errorCode", c.last_error_detail as "errorDetail", c.failures,
         c.caught_up_to as "caughtUpTo", c.history_from as "historyFrom", c.history_until as "historyUntil",
         c.history_done_from as "historyDoneFrom", c.window_from as "windowFrom", c.window_to as "windowTo", c.window_is_history as "windowIsHistory",
         c.window_share as "windowShare", found.missing, found.different
       from connectors c join sources s on s.id = c.source_id
       left join lateral (
         select sum(missing) as missing, sum(different) as different from connector_runs r
         where r.connector_id = c.id and r.started_at >= $3
       ) found on true
       where ($1::bigint is null or c.id = $1) and ($2::bigint is null or c.source_id = $2)
       order by s.name, c.kind, c.id`,
      [id, sourceId, new Date(now.getTime() - DRIFT_DAYS_MS)],
    );
    return rows.map((row) => toRow(row, now));
  }
}

function toRow(row: z.output<typeof Row>, now: Date): ConnectorRow {
  const { errorAt, errorCode, errorDetail, missing, different, ...all } = row;
  const {
    historyFrom,
    historyUntil,
    historyDoneFrom,
    windowFrom,
    windowTo,
    windowIsHistory,
    windowShare,
    ...rest
  } = all;
  const findsDrift =
    Object.hasOwn(CONNECTOR_KINDS, row.kind) &&
    CONNECTOR_KINDS[row.kind as keyof typeof CONNECTOR_KINDS].findsDrift;
  return {
    ...rest,
    lastError:
      errorAt === null || errorCode === null
        ? null
        : { at: errorAt, code: errorCode, detail: errorDetail ?? '' },
    lagSeconds:
      row.caughtUpTo === null ? null : Math.max((now.getTime() - Date.parse(row.caughtUpTo)) / 1000, 0),
    history:
      historyFrom === null || historyUntil === null || historyDoneFrom === null
        ? null
        : {
            from: historyFrom,
            until: historyUntil,
            doneFrom: historyDoneFrom,
            share: historyShare(
              historyFrom,
              historyUntil,
              historyDoneFrom,
              windowIsHistory && windowFrom !== null && windowTo !== null
                ? (Date.parse(windowTo) - Date.parse(windowFrom)) * windowShare
                : 0,
            ),
          },
    drift: findsDrift && missing !== null && different !== null ? { missing, different } : null,
  };
}

/** The share of history that is there: whole ranges, and of the one in hand what has been read. */
function historyShare(from: string, until: string, doneFrom: string, partMs: number): number {
  const length = Date.parse(until) - Date.parse(from);
  if (length <= 0) return 1;
  return Math.min(Math.max((Date.parse(until) - Date.parse(doneFrom) + partMs) / length, 0), 1);
}
