import { createHash } from 'node:crypto';
import { SAMPLE_RULES, type SampleRule } from './sample-catalog.js';
import { SampleRandom } from './sample-random.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One firing of a rule for one label set. */
export interface SampleEpisode {
  rule: SampleRule;
  instance: string;
  fingerprint: string;
  labels: Record<string, string>;
  startsAt: Date;
  /** null: still firing at `now` */
  endsAt: Date | null;
  acknowledgedAt: Date | null;
  paged: boolean;
}

/** An incident as far as alerts are concerned: its rule fires this long after the impact began. */
export interface SampleDetection {
  ruleName: string;
  startsAt: Date;
  endsAt: Date;
  acknowledgedAt: Date;
}

/**
 * Firings of all sample rules in [from, now): Poisson days with log-normal durations, bursts, night shifts, rules that
 * never fire, plus one real firing for each detection. Firings of one label set never overlap.
 */
export function generateSampleEpisodes(
  seed: number,
  from: Date,
  now: Date,
  detections: readonly SampleDetection[],
): SampleEpisode[] {
  const episodes = detections.map((detection) => fromDetection(detection, now));
  for (const [index, rule] of SAMPLE_RULES.entries()) {
    const random = new SampleRandom(seed * 1000 + index);
    for (let day = from.getTime(); day < now.getTime(); day += DAY) {
      const events = random.poisson(rateOn(rule, day, now) / 7 / (rule.burst ?? 1));
      for (let event = 0; event < events; event += 1) episodes.push(...fire(rule, day, random, now));
    }
  }
  return withoutOverlaps(episodes);
}

function rateOn(rule: SampleRule, day: number, now: Date): number {
  const isChanged = rule.changed !== undefined && day >= now.getTime() - rule.changed.daysAgo * DAY;
  return isChanged ? rule.perWeek * rule.changed!.factor : rule.perWeek;
}

function fire(rule: SampleRule, day: number, random: SampleRandom, now: Date): SampleEpisode[] {
  const hour = rule.nightly ? random.between(15, 21) : random.between(0, 24);
  const first = day + hour * HOUR;
  const episodes: SampleEpisode[] = [];
  for (let number = 0; number < (rule.burst ?? 1); number += 1) {
    const start = first + number * random.between(10_000, 50_000);
    const instance = rule.burst
      ? rule.instances[number % rule.instances.length]!
      : random.pick(rule.instances);
    const length = Math.max(20_000, random.logNormal(rule.medianMinutes, rule.sigma) * MINUTE);
    if (start >= now.getTime()) continue;
    const acknowledged = random.chance(rule.ackShare)
      ? start + Math.min(length * 0.8, random.logNormal(4, 0.8) * MINUTE)
      : null;
    episodes.push(
      episode(rule, instance, start, start + length, acknowledged, random.chance(rule.pageShare), now),
    );
  }
  return episodes;
}

function fromDetection(detection: SampleDetection, now: Date): SampleEpisode {
  const rule = SAMPLE_RULES.find((candidate) => candidate.name === detection.ruleName);
  if (rule === undefined) throw new Error(`no sample rule ${detection.ruleName}`);
  const { startsAt, endsAt, acknowledgedAt } = detection;
  return episode(
    rule,
    rule.instances[0]!,
    startsAt.getTime(),
    endsAt.getTime(),
    acknowledgedAt.getTime(),
    true,
    now,
  );
}

function episode(
  rule: SampleRule,
  instance: string,
  start: number,
  end: number,
  acknowledged: number | null,
  paged: boolean,
  now: Date,
): SampleEpisode {
  const labels = { alertname: rule.name, instance, service: rule.service, severity: rule.severity };
  return {
    rule,
    instance,
    fingerprint: createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 16),
    labels,
    startsAt: new Date(Math.floor(start)),
    endsAt: end > now.getTime() ? null : new Date(Math.floor(end)),
    acknowledgedAt:
      acknowledged === null || acknowledged > now.getTime() ? null : new Date(Math.floor(acknowledged)),
    paged,
  };
}

/**
 * A label set fires once at a time: of two firings that touch, the one listed first stays (detections are listed before
 * noise). In the order of their start.
 */
function withoutOverlaps(episodes: readonly SampleEpisode[]): SampleEpisode[] {
  const kept = new Map<string, SampleEpisode[]>();
  for (const candidate of episodes) {
    const same = kept.get(candidate.fingerprint) ?? [];
    if (same.some((other) => touches(other, candidate))) continue;
    same.push(candidate);
    kept.set(candidate.fingerprint, same);
  }
  return [...kept.values()].flat().sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

function touches(a: SampleEpisode, b: SampleEpisode): boolean {
  const endOf = (one: SampleEpisode) => one.endsAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return a.startsAt.getTime() <= endOf(b) && b.startsAt.getTime() <= endOf(a);
}
