import { describe, expect, it } from '@jest/globals';
import { generateSampleEpisodes } from './generate-sample-episodes.js';
import { generateSampleIncidents } from './generate-sample-incidents.js';
import { SAMPLE_RULES } from './sample-catalog.js';

const FROM = new Date('2026-05-25T00:00:00Z');
const NOW = new Date('2026-11-21T09:00:00Z');
const incidents = generateSampleIncidents(7, FROM, NOW);
const detections = incidents.flatMap((incident) => (incident.detection ? [incident.detection] : []));
const episodes = generateSampleEpisodes(7, FROM, NOW, detections);

describe('sample data', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateSampleIncidents(7, FROM, NOW)).toEqual(incidents);
    expect(generateSampleEpisodes(7, FROM, NOW, detections)).toEqual(episodes);
    expect(generateSampleIncidents(8, FROM, NOW)).not.toEqual(incidents);
  });

  it('has the size of a normal company: dozens of incidents, over a thousand firings', () => {
    expect(incidents.length).toBeGreaterThan(30);
    expect(incidents.length).toBeLessThan(80);
    expect(episodes.length).toBeGreaterThan(800);
  });

  it('lies in the past and in order', () => {
    for (const incident of incidents) {
      const instants = [
        incident.startedAt,
        incident.detectedAt,
        incident.acknowledgedAt,
        incident.mitigatedAt,
        incident.resolvedAt,
      ];
      const known = instants.flatMap((at) => (at === null ? [] : [at.getTime()]));
      expect(known).toEqual([...known].sort((a, b) => a - b));
      expect(Math.max(...known)).toBeLessThanOrEqual(NOW.getTime());
    }
    for (const { startsAt, endsAt } of episodes)
      expect(startsAt.getTime()).toBeLessThan(endsAt?.getTime() ?? NOW.getTime());
  });

  it('never lets one label set fire twice at a time', () => {
    const ends = new Map<string, number>();
    for (const { fingerprint, startsAt, endsAt } of episodes) {
      expect(startsAt.getTime()).toBeGreaterThan(ends.get(fingerprint) ?? 0);
      ends.set(fingerprint, endsAt?.getTime() ?? Number.POSITIVE_INFINITY);
    }
  });

  it('shows what the product is for', () => {
    const fired = new Set(episodes.map((episode) => episode.rule.name));
    expect(SAMPLE_RULES.some((rule) => !fired.has(rule.name))).toBe(true);
    expect(incidents.some((incident) => incident.detectionSource === 'customer')).toBe(true);
    const today = NOW.toISOString().slice(0, 10);
    const items = incidents.flatMap((incident) => incident.actionItems);
    expect(items.some((item) => !item.completedAt && !item.declinedAt && item.dueOn < today)).toBe(true);
    const byId = new Map(incidents.map((incident) => [incident.externalId, incident]));
    const withFixOpen = incidents.filter((incident) =>
      (incident.recurrenceOf ? byId.get(incident.recurrenceOf)!.actionItems : []).some(
        (item) =>
          item.type !== 'process' && (item.completedAt === null || item.completedAt > incident.startedAt),
      ),
    );
    expect(withFixOpen.length).toBeGreaterThan(2);
  });
});
