import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import { z } from 'zod';
import { EpisodeService, type EpisodeTransition } from '../../episodes/episode.service.js';
import { SourceMappingService } from '../../source-mappings/source-mapping.service.js';
import { type Adapter, adapterOutput, UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';

const Episodes = z.looseObject({ episodes: z.array(z.unknown(), 'expected an array of episodes') });

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
  const problems: string[] = [];
  for (const [index, part] of parts.entries()) {
    const record = readPart(EpisodeImportRecord, part, path(index));
    if (record.problem === null) transitions.push(EpisodeService.fromRecord(record.data, receivedAt));
    else problems.push(record.problem);
  }
  return adapterOutput({ transitions, problems });
};

function partsOf(value: unknown): { parts: unknown[]; path: (index: number) => string } {
  if (Array.isArray(value)) return { parts: value, path: String };
  if (value === null || typeof value !== 'object') {
    throw new UnreadableDelivery(
      'not_generic',
      'the body: expected an episode, an array of episodes or {"episodes": […]}',
    );
  }
  if (!('episodes' in value)) return { parts: [value], path: () => '' };
  const list = readPart(Episodes, value, '');
  if (list.problem !== null) throw new UnreadableDelivery('not_generic', list.problem);
  return { parts: list.data.episodes, path: (index) => `episodes.${index}` };
}
