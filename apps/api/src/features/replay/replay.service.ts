import { Injectable } from '@nestjs/common';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import {
  MAX_REPLAYED_EPISODES,
  type ReplayBody,
  type ReplayEpisodesBody,
  type ReplayEpisodesResponse,
  type ReplayFate,
  type ReplayOutcome,
  type ReplayResponse,
  type ReplayRulesBody,
  type ReplayRulesResponse,
} from '@tenken/shared/replay.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { DomainError } from '../../errors/domain-error.js';
import { AlertRuleReadModel } from '../alert-rules/alert-rules.read-model.js';
import { EpisodeReadModel } from '../episodes/episodes.read-model.js';
import { isInBucket } from './count-outcome.js';
import { effectOf } from './judge-incidents.js';
import { listUnknowns } from './list-unknowns.js';
import { byQuietness, replayEachRule } from './replay-each-rule.js';
import { type LoadedReplay, ReplayMaterialService } from './replay-material.service.js';
import { AS_RECORDED, FATE, firesAtMs, PAGE, pageAtMs, replaySetting } from './replay-setting.js';
import { SettingSweep, takeLoudestAway } from './sweep-settings.js';

/** On-delays of the curve where none are asked for, seconds. */
const CURVE_DELAYS = [0, 60, 120, 180, 300, 600, 900, 1800, 3600];

const FATE_NAMES: readonly ReplayFate[] = ['fires', 'dropped', 'merged', 'undecided'];
const Offset = z.number().int().min(0);

/**
 * What if? Settings tried on recorded history (METRICS.md section 9). Nothing is written, so each ends where it stands
 * when its signal says that nobody waits for it.
 */
@Injectable()
export class ReplayService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly materials: ReplayMaterialService,
    private readonly alertRules: AlertRuleReadModel,
    private readonly episodes: EpisodeReadModel,
  ) {}

  /** Throws `invalid` (`too_many_episodes`) past what can be replayed at once. */
  async replay(body: ReplayBody, gone: AbortSignal): Promise<ReplayResponse> {
    const loaded = await this.load(body, gone);
    const { range, rules, material, isRecordedInPart } = loaded;
    const sweep = new SettingSweep(material, gone);
    const recorded = await sweep.outcome(AS_RECORDED);
    const names = rules.map(({ name }) => name);
    const loudest =
      body.loudest === undefined ? null : takeLoudestAway(material, recorded.replayed, names, body.loudest);
    const { outcome: setting, told } = await sweep.outcome(body.settings);
    const effects = told.map(effectOf);
    const { grid, curve } = await sweepDelays(sweep, body);
    const blindSpots = new Set(rules.flatMap(({ sourceKind }) => this.alertRules.blindSpots(sourceKind)));
    return {
      definition: metricDefinition('replay', body.language),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      weeks: material.weeks,
      rules: rules.length,
      recorded: recorded.outcome,
      setting,
      incidents: effects.sort((a, b) => a.link.localeCompare(b.link)),
      grid,
      curve,
      loudest,
      cannotKnow: listUnknowns({
        columns: material.columns,
        isRecordedInPart,
        rules,
        blindSpots,
        setting,
        effects,
      }),
    };
  }

  /** The setting rule by rule, those that it makes most quieter first, then the loudest. */
  async rules(body: ReplayRulesBody, gone: AbortSignal): Promise<ReplayRulesResponse> {
    const { range, rules, material } = await this.load(body, gone);
    const each = (await replayEachRule(material, body.settings, gone)).filter(
      ({ before }) => before.episodes > 0,
    );
    each.sort(byQuietness);
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      settings: body.settings,
      rules: each.length,
      items: each.slice(0, body.limit).map(({ rule, ...figures }) => ({
        id: rules[rule]!.id,
        name: rules[rule]!.name,
        serviceName: rules[rule]!.serviceName,
        ...figures,
      })),
    };
  }

  /** The recorded episodes behind one number of a setting, newest first. */
  async rows(body: ReplayEpisodesBody, gone: AbortSignal): Promise<ReplayEpisodesResponse> {
    const { material, history } = await this.load(body, gone);
    const { columns } = material;
    const replayed = replaySetting(columns, body.settings);
    const places: number[] = [];
    for (let i = 0; i < columns.length; i += 1)
      if (isInBucket(body.bucket, columns, replayed, i)) places.push(i);
    places.sort((a, b) => columns.startMs[b]! - columns.startMs[a]! || b - a);
    const offset = decodeCursor(Offset, body.cursor) ?? 0;
    const page = places.slice(offset, offset + body.limit);
    const ids = page.map((place) => {
      const [alertRuleId, fingerprint] = history.series[columns.series[place]!]!;
      return formatEpisodeId({ alertRuleId, fingerprint, startsAt: new Date(columns.startMs[place]!) });
    });
    const known = await this.byId(
      ids,
      page.map((place) => columns.startMs[place]!),
    );
    return {
      items: page.flatMap((place, i) => {
        const item = known.get(ids[i]!);
        // deleted between the two questions
        if (item === undefined) return [];
        const isPage = replayed.page[place] === PAGE.sent || replayed.page[place] === PAGE.held;
        return {
          ...item,
          fate: FATE_NAMES[replayed.fate[place]!]!,
          replayedStartsAt:
            replayed.fate[place] === FATE.fires ? iso(firesAtMs(columns, replayed, place)) : null,
          replayedPageAt: isPage ? iso(pageAtMs(columns, replayed, place)) : null,
        };
      }),
      nextCursor: offset + page.length < places.length ? encodeCursor(offset + page.length) : null,
      total: places.length,
    };
  }

  private async load(
    body: ReplayBody | ReplayEpisodesBody | ReplayRulesBody,
    gone: AbortSignal,
  ): Promise<LoadedReplay> {
    const now = this.clock.now();
    const range = resolveRange(body, now);
    const loaded = await this.materials.load(this.dataSource.manager, body, range, now, gone);
    if (loaded === null)
      throw DomainError.invalid(
        'from',
        `more than ${MAX_REPLAYED_EPISODES.toLocaleString('en')} alerts: choose a shorter range or fewer rules`,
        'too_many_episodes',
      );
    return loaded;
  }

  private async byId(ids: string[], startsMs: number[]) {
    if (ids.length === 0) return new Map();
    // The times keep the database from looking through every month.
    const { items } = await this.episodes.list({
      ids,
      from: iso(Math.min(...startsMs)),
      to: iso(Math.max(...startsMs) + 1),
      timeZone: 'UTC',
      limit: 500,
    });
    return new Map(items.map((item) => [item.id, item]));
  }
}

/** Every on-delay with every off-delay, and the curve: each on-delay with the setting's off-delay. */
async function sweepDelays(
  sweep: SettingSweep,
  { settings, grid: asked }: ReplayBody,
): Promise<{ grid: ReplayOutcome[][] | null; curve: ReplayOutcome[] }> {
  const curveDelays = [...new Set([0, settings.onDelaySeconds, ...(asked?.onDelays ?? CURVE_DELAYS)])].sort(
    (a, b) => a - b,
  );
  const outcomeAt = sweep.delays(
    settings,
    [...curveDelays, ...(asked?.onDelays ?? [])],
    [settings.offDelaySeconds, ...(asked?.offDelays ?? [])],
  );
  const curve: ReplayOutcome[] = [];
  for (const onDelay of curveDelays) curve.push(await outcomeAt(onDelay, settings.offDelaySeconds));
  if (asked === undefined) return { grid: null, curve };
  const grid: ReplayOutcome[][] = [];
  for (const onDelay of asked.onDelays) {
    const row: ReplayOutcome[] = [];
    for (const offDelay of asked.offDelays) row.push(await outcomeAt(onDelay, offDelay));
    grid.push(row);
  }
  return { grid, curve };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
