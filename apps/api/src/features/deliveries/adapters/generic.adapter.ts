import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { unreadPart } from '../../../errors/unread-part.js';
import { EpisodeService, type EpisodeTransition } from '../../episodes/episode.service.js';
import { SourceMappingService } from '../../source-mappings/source-mapping.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';

const Episodes = z.looseObject({ episodes: z.array(z.unknown(), expects('episode_list')) });

const TIMES = ['startsAt', 'endsAt', 'acknowledgedAt', 'notifiedAt'] as const;

/**
 * JSON of people's own tools. With a mapping in the source's settings that one reads it; without, it is our own format:
 * one episode, an array of them, or `{"episodes": […]}`. Types are strict, unknown fields are not.
 */
export const readGeneric: Adapter = ({ body, receivedAt, settings }) => {
  const value = readJson(body);
  if (settings.mapping !== undefined) {
    return adapterOutput(SourceMappingService.read(settings.mapping, value, receivedAt));
  }
  const { parts, path } = partsOf(value);
  const transitions: EpisodeTransition[] = [];
  const problems: UnreadPart[] = [];
  for (const [index, part] of parts.entries()) {
    const record = readPart(EpisodeImportRecord, part, path(index));
    if (record.problem !== null) {
      problems.push(record.problem);
      continue;
    }
    const transition = EpisodeService.fromRecord(record.data, receivedAt);
    const odd = TIMES.find((name) => isOutOfRange(transition[name]));
    if (odd === undefined) transitions.push(transition);
    else {
      problems.push(
        unreadPart({
          field: [path(index), odd].filter(Boolean).join('.'),
          code: 'time_in_years',
          params: { from: 2000, to: 2099 },
          found: transition[odd]!.toISOString(),
        }),
      );
    }
  }
  return adapterOutput({ transitions, problems });
};

/** An import keeps a year past 9999 as it was written, flagged; a message with one is a mistake of its sender. */
function isOutOfRange(at: Date | null | undefined): boolean {
  if (at === null || at === undefined) return false;
  const year = at.getUTCFullYear();
  return !(year >= 2000 && year <= 2099);
}

function partsOf(value: unknown): { parts: unknown[]; path: (index: number) => string } {
  if (Array.isArray(value)) return { parts: value, path: String };
  if (value === null || typeof value !== 'object') {
    throw new UnreadableDelivery('not_generic', unreadPart({ field: null, code: 'episode_or_list' }));
  }
  if (!('episodes' in value)) return { parts: [value], path: () => '' };
  const list = readPart(Episodes, value, '');
  if (list.problem !== null) throw new UnreadableDelivery('not_generic', list.problem);
  return { parts: list.data.episodes, path: (index) => `episodes.${index}` };
}
