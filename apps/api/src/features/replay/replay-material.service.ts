import { Injectable } from '@nestjs/common';
import { MAX_REPLAYED_EPISODES, type ReplayBody } from '@tenken/shared/replay.contract';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { defaultClock } from '../../clock/team-clock.js';
import type { Queryable } from '../../database/select.js';
import { DetectionReadModel } from '../detection/detection.read-model.js';
import { decodeHistory, findPlace, indexSeries } from './decode-history.js';
import type { LinkedIncident } from './judge-incidents.js';
import type { ReplayColumns } from './replay-columns.js';
import { type ReplayHistory, ReplayHistoryReadModel } from './replay-history.read-model.js';
import { type ReplayedRule, ReplayRuleReadModel } from './replay-rules.read-model.js';
import type { ReplayMaterial } from './sweep-settings.js';
import { type WorkingHours, workingHours } from './working-hours.js';

const WEEK_MS = 7 * 86_400_000;
/** The first record may be this much younger than the range: not every rule fires every day. */
const RECORDS_TOLERANCE_MS = WEEK_MS / 7;
/** A page can wait this long for working hours: the longest holidays are shorter. */
const LONGEST_WAIT_MS = 6 * WEEK_MS;
const NEVER: WorkingHours = { opensMs: new Float64Array(), closesMs: new Float64Array() };

export interface LoadedReplay {
  range: ResolvedRange;
  /** the first alert ever recorded is in the range, more than a day after it begins */
  isRecordedInPart: boolean;
  rules: ReplayedRule[];
  history: ReplayHistory;
  material: ReplayMaterial;
}

/** Reads what a replay walks over. */
@Injectable()
export class ReplayMaterialService {
  constructor(
    private readonly ruleModel: ReplayRuleReadModel,
    private readonly historyModel: ReplayHistoryReadModel,
    private readonly detection: DetectionReadModel,
  ) {}

  /** null: more episodes than can be replayed. Between two questions it ends by the signal. */
  async load(
    db: Queryable,
    body: Pick<ReplayBody, 'ruleIds' | 'serviceIds' | 'settings'>,
    range: ResolvedRange,
    now: Date,
    signal: AbortSignal,
  ): Promise<LoadedReplay | null> {
    const { from, to } = range;
    const rules = await this.ruleModel.rules(
      db,
      { ruleIds: body.ruleIds ?? null, serviceIds: body.serviceIds ?? null },
      from,
      to,
    );
    const memberIds = rules.flatMap((rule) => rule.memberIds);
    if ((await this.ruleModel.countAtLeast(db, memberIds, from, to)) > MAX_REPLAYED_EPISODES) return null;
    signal.throwIfAborted();
    const history = await this.historyModel.history(db, memberIds, from, to);
    signal.throwIfAborted();
    const decoding = {
      rules,
      hours: await this.hoursOf(db, rules, range, now, body.settings.workingHoursOnly),
      ownVerdicts: await this.historyModel.ownVerdicts(db, memberIds, from, to),
      ruleVerdicts: await this.historyModel.ruleVerdicts(db, memberIds, from, to),
      now,
    };
    const columns = await decodeHistory(history, decoding, signal);
    if (columns.length > MAX_REPLAYED_EPISODES) return null;
    const serviceIds = [
      ...new Set([...(history.serviceIds ?? []), ...rules.flatMap((rule) => rule.serviceIds)]),
    ];
    signal.throwIfAborted();
    const linked = await this.detection.linkedIncidents(db, memberIds, serviceIds, from, to);
    const firstRecordMs = (await this.historyModel.firstRecordAt(db))?.getTime() ?? 0;
    const isRecordedInPart = firstRecordMs > from.getTime() + RECORDS_TOLERANCE_MS;
    const sinceMs = isRecordedInPart ? firstRecordMs : from.getTime();
    const untilMs = Math.min(to.getTime(), now.getTime());
    return {
      isRecordedInPart,
      range,
      rules,
      history,
      material: {
        columns,
        incidents: placeLinks(linked, history, columns),
        judge: (firstAlertAt, detectedAt) => this.detection.outcomeOf(firstAlertAt, detectedAt),
        // a window that has only begun is a day at least, so that one alert is not a thousand a week
        weeks: Math.max(untilMs - sinceMs, WEEK_MS / 7) / WEEK_MS,
        knowsPages: columns.notified.includes(1),
      },
    };
  }

  private async hoursOf(
    db: Queryable,
    rules: readonly ReplayedRule[],
    { from, timeZone }: ResolvedRange,
    now: Date,
    isAsked: boolean,
  ) {
    // only one setting asks for them, and a year of days costs more than a replay
    if (!isAsked) return rules.map(() => NEVER);
    const until = new Date(now.getTime() + LONGEST_WAIT_MS);
    const clocks = rules.map((rule) => rule.clock ?? defaultClock(timeZone));
    const holidays = await this.ruleModel.holidays(
      db,
      [...new Set(clocks.map((clock) => clock.calendar))],
      from,
      until,
    );
    const made = new Map<string, WorkingHours>();
    return clocks.map((clock) => {
      const key = JSON.stringify(clock);
      const hours =
        made.get(key) ?? workingHours(clock, holidays.get(clock.calendar) ?? new Set(), from, until);
      made.set(key, hours);
      return hours;
    });
  }
}

function placeLinks(
  linked: Awaited<ReturnType<DetectionReadModel['linkedIncidents']>>,
  history: ReplayHistory,
  columns: ReplayColumns,
): LinkedIncident[] {
  if (linked.length === 0) return [];
  const seriesOf = indexSeries(history.series);
  return linked.map(({ links, ...incident }) => ({
    ...incident,
    links: links.map(({ alertRuleId, fingerprint, startMs, isConfirmed }) => ({
      isConfirmed,
      startMs,
      place: findPlace(columns, seriesOf(alertRuleId, fingerprint), startMs),
    })),
  }));
}
