import { Injectable } from '@nestjs/common';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type {
  LoadComparison,
  OnCallLoadQuery,
  OnCallLoadResponse,
} from '@tenken/shared/on-call-load.contract';
import { poissonRateRatio } from '@tenken/statistics/poisson-rate-ratio';
import { Clock } from '../../clock/clock.js';
import { lastYearRange } from '../../clock/last-year-range.js';
import { previousRange } from '../../clock/previous-range.js';
import type { LoadCounts } from './count-load.js';
import { countPriorities, describeScorecard, floodShare, loudestRules } from './describe-scorecard.js';
import { describeShifts } from './describe-shifts.js';
import { type FloodSpan, findFloods, WINDOW_SECONDS } from './find-floods.js';
import { LoadCountsReadModel } from './load-counts.read-model.js';
import { type LoadSpan, type Rotation, RotationReadModel, type Span } from './rotations.read-model.js';

const DAY_MS = 86_400_000;
/** The standard's figures are over at least so many days. */
const FEWEST_DAYS = 30;

/** What the windows of a span alone tell. */
interface WindowFacts {
  counts: LoadCounts;
  span: Span;
  days: number;
  windows: number;
  fired: number;
  pages: number;
  floods: FloodSpan[];
}

/** What being on call for a team was like (METRICS.md section 6). */
@Injectable()
export class OnCallLoadService {
  constructor(
    private readonly rotations: RotationReadModel,
    private readonly counts: LoadCountsReadModel,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` for a rotation that does not exist, `invalid` for a range of more than 400 days. */
  async load(query: OnCallLoadQuery): Promise<OnCallLoadResponse> {
    const now = this.clock.now();
    const { range, observed } = await this.rotations.observe(query);
    const all = await this.rotations.rotations(query.timeZone);
    const rotation =
      query.rotation === undefined
        ? (all[0] ?? null)
        : await this.rotations.rotation(query.rotation, query.timeZone);
    const answer = {
      definition: metricDefinition('on_call_load', query.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: query.timeZone,
      asOf: now.toISOString(),
      rotations: all.map(({ key, name }) => ({ key, name })),
      rotation: rotation && { key: rotation.key, name: rotation.name, timeZone: rotation.clock.timeZone },
    };
    if (rotation === null || observed === null) return { ...answer, ...NOTHING };
    const [current, previous] = await Promise.all([
      this.windowFacts(rotation, observed),
      this.previousFacts(rotation, query, range, observed, now),
    ]);
    return { ...answer, ...(await this.describe(rotation, current, previous)) };
  }

  private async describe(
    rotation: Rotation,
    current: WindowFacts,
    previous: WindowFacts | null,
  ): Promise<Omit<OnCallLoadResponse, keyof typeof ANSWER_HEAD>> {
    const span: LoadSpan = { rotation, ...current.span };
    const hasScorecard = current.days >= FEWEST_DAYS;
    const isPaged = current.fired === 0 || current.pages > 0;
    const [rules, chattering, stalest, shifts] = await Promise.all([
      this.counts.byRule(current.counts.rules),
      hasScorecard ? this.counts.chattering(span) : { episodes: 0, alerts: 0 },
      hasScorecard ? this.counts.stalest(span) : null,
      isPaged ? this.counts.shifts(span, current.counts.pages) : null,
    ]);
    return {
      observed: { ...instants(current.span), days: current.days },
      rulesFired: new Set(rules.map(({ id }) => id)).size,
      fired: current.fired,
      pages: isPaged ? current.pages : null,
      scorecard: hasScorecard
        ? {
            figures: describeScorecard(
              { ...current, rules, chattering: chattering.episodes, stale: stalest?.episodes ?? 0 },
              previous === null ? {} : previousFigures(previous),
            ),
            priorities: countPriorities(rules),
            topTen: loudestRules(rules),
            chatteringAlerts: chattering.alerts,
            stalestDay: stalest?.day ?? null,
            floods: current.floods.length,
          }
        : null,
      refusal: hasScorecard ? null : 'fewer_than_30_days',
      interruptions: shifts && {
        working: shifts.reduce((sum, shift) => sum + shift.working, 0),
        off: shifts.reduce((sum, shift) => sum + shift.off, 0),
        sleep: shifts.reduce((sum, shift) => sum + shift.sleep, 0),
      },
      shifts: shifts && describeShifts(shifts, rotation.clock.workingFrom),
      previous: previous && { ...instants(previous.span), days: previous.days },
      comparison: previous && {
        fired: compare(current, previous, ({ fired }) => fired),
        pages: isPaged && previous.pages > 0 ? compare(current, previous, ({ pages }) => pages) : null,
        floods: compare(current, previous, ({ floods }) => floods.length),
      },
    };
  }

  private async windowFacts(rotation: Rotation, span: Span): Promise<WindowFacts> {
    const counts = await this.counts.count({ rotation, ...span });
    const counted = counts.windows;
    const first = Math.floor(span.from.getTime() / 1000 / WINDOW_SECONDS);
    const end = Math.ceil(span.to.getTime() / 1000 / WINDOW_SECONDS);
    return {
      counts,
      span,
      days: (span.to.getTime() - span.from.getTime()) / DAY_MS,
      windows: end - first,
      fired: counted.reduce((sum, window) => sum + window.fired, 0),
      pages: counted.reduce((sum, window) => sum + window.pages, 0),
      floods: findFloods(counted, end),
    };
  }

  /** The period that this one is compared with; null where one of the two was not recorded as a whole. */
  private async previousFacts(
    rotation: Rotation,
    query: OnCallLoadQuery,
    range: Span,
    observed: Span,
    now: Date,
  ): Promise<WindowFacts | null> {
    if (query.compare === 'none' || observed.to < range.to) return null;
    const zoned = { ...range, timeZone: query.timeZone };
    const wanted = query.compare === 'last_year' ? lastYearRange(zoned) : previousRange(zoned);
    const clipped = await this.rotations.clip(wanted, now);
    if (clipped === null || clipped.from > wanted.from) return null;
    return this.windowFacts(rotation, clipped);
  }
}

const ANSWER_HEAD = {
  definition: 0,
  from: 0,
  to: 0,
  timeZone: 0,
  asOf: 0,
  rotations: 0,
  rotation: 0,
};

/** Of a range in which nothing could be recorded. */
const NOTHING = {
  observed: null,
  rulesFired: 0,
  fired: 0,
  pages: null,
  scorecard: null,
  refusal: 'fewer_than_30_days' as const,
  interruptions: null,
  shifts: null,
  previous: null,
  comparison: null,
};

function instants(span: Span): { from: string; to: string } {
  return { from: span.from.toISOString(), to: span.to.toISOString() };
}

function previousFigures({ fired, windows, days, floods }: WindowFacts) {
  return {
    per_ten_minutes: fired / windows,
    per_day: fired / days,
    flood_windows: floodShare(floods, windows),
  };
}

function compare(
  current: WindowFacts,
  previous: WindowFacts,
  count: (facts: WindowFacts) => number,
): LoadComparison {
  const [n, previousN] = [count(current), count(previous)];
  const ratio = poissonRateRatio(
    { count: n, exposure: current.days },
    { count: previousN, exposure: previous.days },
  );
  return {
    n,
    previousN,
    ratio: ratio?.ratio ?? null,
    lower: ratio?.lower ?? null,
    upper: ratio?.upper ?? null,
    verdict: ratio?.verdict ?? 'too_few',
  };
}
