import { Injectable } from '@nestjs/common';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type { NoiseExposureQuery, NoiseExposureResponse } from '@tenken/shared/on-call-load.contract';
import { quantile } from '@tenken/statistics/quantile';
import { quantileInterval } from '@tenken/statistics/quantile-interval';
import { DataSource } from 'typeorm';
import { AlertRuleVerdictsReadModel } from '../alert-rules/alert-rule-verdicts.read-model.js';
import { countNoiseBefore } from './count-noise-before.js';
import { EXPOSURE_MINUTES, MAX_PAGES, NoiseExposureReadModel } from './noise-exposure.read-model.js';
import { type LoadSpan, RotationReadModel } from './rotations.read-model.js';
import { type Packed, unpackStarts } from './unpack-days.js';

const EXPOSURE_MS = EXPOSURE_MINUTES * 60_000;
/** A browser draws so many dots well. */
const MAX_POINTS = 500;
/** Non-actionable alerts before a page, from … to inclusive. */
const GROUPS: readonly { from: number; to: number | null }[] = [
  { from: 0, to: 0 },
  { from: 1, to: 2 },
  { from: 3, to: 5 },
  { from: 6, to: 10 },
  { from: 11, to: null },
];

/** Whether people take a page later after much noise: time to acknowledge against the noise before it. */
@Injectable()
export class NoiseExposureService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rotations: RotationReadModel,
    private readonly noise: NoiseExposureReadModel,
    private readonly verdicts: AlertRuleVerdictsReadModel,
  ) {}

  /** Throws `not_found` for a rotation that does not exist. */
  async exposure(query: NoiseExposureQuery): Promise<NoiseExposureResponse> {
    const { range, observed } = await this.rotations.observe(query);
    const rotation =
      query.rotation === undefined
        ? ((await this.rotations.rotations(query.timeZone))[0] ?? null)
        : await this.rotations.rotation(query.rotation, query.timeZone);
    const head = {
      definition: metricDefinition('noise_exposure', query.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: query.timeZone,
      rotation: rotation && { key: rotation.key, name: rotation.name },
    };
    if (rotation === null || observed === null)
      return { ...head, fired: 0, judged: 0, acknowledged: 0, isCut: false, groups: [], points: [] };
    const span = { rotation, ...observed };
    const [found, starts, verdicts] = await Promise.all([
      this.noise.pages(span),
      this.noise.starts(span),
      this.verdicts.counts(this.dataSource.manager, rotation.ruleIds, span.from, span.to),
    ]);
    const pages = found.slice(-MAX_PAGES);
    const first = pages[0];
    const noise =
      first === undefined
        ? new Map<string, number[]>()
        : await this.noise.noise({ ...span, from: new Date(first.pageMs - EXPOSURE_MS) }, starts);
    const before = countNoiseBefore(pages, noise, EXPOSURE_MS);
    const points = pages.map((page, index) => ({
      ...page,
      noise: before[index] as number,
      ackSeconds: (page.acknowledgedMs - page.pageMs) / 1000,
    }));
    const shown = takeEvenly(points, MAX_POINTS);
    const names = await this.noise.names(shown);
    return {
      ...head,
      fired: countStarts(starts, span),
      judged: [...verdicts.values()].flatMap(Object.values<number>).reduce((sum, n) => sum + n, 0),
      acknowledged: pages.length,
      isCut: found.length > MAX_PAGES,
      groups: GROUPS.map((group) => {
        const seconds = points
          .filter(({ noise }) => noise >= group.from && (group.to === null || noise <= group.to))
          .map(({ ackSeconds }) => ackSeconds);
        const interval = quantileInterval(seconds, 0.5);
        return {
          ...group,
          n: seconds.length,
          medianSeconds: quantile(seconds, 0.5),
          lowerSeconds: interval?.lower ?? null,
          upperSeconds: interval?.upper ?? null,
        };
      }),
      points: shown.flatMap(({ alertRuleId, startMs, pageMs, noise, ackSeconds }, index) => {
        const name = names[index];
        if (!name) return [];
        const { fingerprint, ruleName } = name;
        const episodeId = formatEpisodeId({ alertRuleId, fingerprint, startsAt: new Date(startMs) });
        return [{ ruleName, at: new Date(pageMs).toISOString(), ackSeconds, noise, episodeId }];
      }),
    };
  }
}

function countStarts(starts: readonly Packed[], { from, to }: LoadSpan): number {
  let fired = 0;
  for (const packed of starts)
    unpackStarts(packed, from.getTime(), to.getTime(), () => {
      fired += 1;
    });
  return fired;
}

function takeEvenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)] as Item);
}
