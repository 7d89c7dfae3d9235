import { Injectable } from '@nestjs/common';
import { durationDefinition } from '@tenken/shared/duration-definition';
import type { DurationCurveResponse, DurationsQuery } from '@tenken/shared/durations.contract';
import { logRank } from '@tenken/statistics/log-rank';
import { Clock } from '../../clock/clock.js';
import { comparedRange } from '../../clock/compared-range.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { describeCurve } from './describe-curve.js';
import { IntervalReadModel } from './intervals.read-model.js';
import { censoredTimes } from './summarize-durations.js';

/** The share of incidents not over yet, by time since they began, for two periods (Kaplan–Meier). */
@Injectable()
export class DurationCurveService {
  constructor(
    private readonly intervals: IntervalReadModel,
    private readonly clock: Clock,
  ) {}

  async curve(query: DurationsQuery): Promise<DurationCurveResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    const compared = comparedRange(query, range, now);
    const [current, previous] = await Promise.all([
      this.intervals.whole(query, { ...range, now }),
      compared === null ? null : this.intervals.whole(query, { ...compared, now }),
    ]);
    const test = previous === null ? null : logRank([censoredTimes(current), censoredTimes(previous)]);
    return {
      definition: durationDefinition(query.metric, query.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      asOf: now.toISOString(),
      current: describeCurve(current),
      previous: previous === null ? null : describeCurve(previous),
      previousFrom: compared?.from.toISOString() ?? null,
      previousTo: compared?.to.toISOString() ?? null,
      logRank: test === null ? null : { pValue: test.pValue },
    };
  }
}
