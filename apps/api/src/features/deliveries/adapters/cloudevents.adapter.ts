import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { z } from 'zod';
import { ofItem, unreadPart } from '../../../errors/unread-part.js';
import { type EpisodeEventKind, EpisodeService } from '../../episodes/episode.service.js';
import { SourceMappingService } from '../../source-mappings/source-mapping.service.js';
import { type Adapter, type AdapterOutput, adapterOutput } from './adapter.js';
import { type CloudEvent, readCloudEvents } from './cloud-event.js';
import { readPart } from './read-json.js';
import { TrackerTime } from './tracker-time.js';

/** Data is one episode, or several, in the format of the generic webhook. */
const EPISODE = 'dev.tenken.episode';
/** Something happened to an episode at the event's `time`; data names the rule, and the start only where it is known. */
const HAPPENED: Readonly<Record<string, EpisodeEventKind>> = {
  'dev.tenken.episode.fired': 'firing',
  'dev.tenken.episode.resolved': 'ok',
  'dev.tenken.episode.acknowledged': 'acknowledged',
  'dev.tenken.episode.nodata': 'no_data',
};
/** The field of the episode that the event's time stands for. */
const FIELD: Readonly<Record<string, string>> = {
  firing: 'startsAt',
  ok: 'endsAt',
  acknowledged: 'acknowledgedAt',
};

const Started = z.looseObject({ startsAt: z.unknown() });
const Several = z.looseObject({ episodes: z.array(z.unknown()) });

/**
 * CloudEvents 1.0. The types `dev.tenken.episode…` are our own; every other is read by the source's mapping, and
 * without one it waits in quarantine until there is a mapping. Events repeat; reading one twice changes nothing.
 */
export const readCloudevents: Adapter = ({ headers, body, receivedAt, settings }) => {
  const { events, problems } = readCloudEvents(headers, body);
  const output = adapterOutput({ problems });
  for (const [index, event] of events.entries()) {
    const before = problems.length;
    readEvent(event, receivedAt, settings, output);
    if (events.length === 1) continue;
    for (let at = before; at < problems.length; at += 1) problems[at] = ofItem(problems[at]!, index + 1);
  }
  return output;
};

function readEvent(
  event: CloudEvent,
  receivedAt: Date,
  settings: SourceSettings,
  output: AdapterOutput,
): void {
  const { attributes, data } = event;
  const type = attributes.type ?? '';
  const kind = Object.hasOwn(HAPPENED, type) ? HAPPENED[type] : undefined;
  if (type === EPISODE) {
    for (const part of partsOf(data)) addEpisode(part, receivedAt, output);
  } else if (kind !== undefined) {
    for (const part of partsOf(data)) addHappened(kind, part, attributes.time, receivedAt, output);
  } else if (settings.mapping !== undefined) {
    const read = SourceMappingService.read(settings.mapping, data, receivedAt, attributes);
    output.transitions.push(...read.transitions);
    output.events.push(...read.events);
    output.warnings.push(...read.warnings);
    output.problems.push(...read.problems);
  } else {
    const found = JSON.stringify(type.slice(0, 100));
    output.problems.push(
      unreadPart({ field: 'type', code: 'mapped_event_type', params: { prefix: EPISODE }, found }),
    );
  }
}

function addEpisode(part: unknown, receivedAt: Date, output: AdapterOutput): void {
  const record = readPart(EpisodeImportRecord, part, 'data');
  if (record.problem !== null) output.problems.push(record.problem);
  else output.transitions.push(EpisodeService.fromRecord(record.data, receivedAt));
}

function addHappened(
  kind: EpisodeEventKind,
  part: unknown,
  time: string | undefined,
  receivedAt: Date,
  output: AdapterOutput,
): void {
  const at = readPart(TrackerTime, time, 'time');
  if (at.problem !== null) {
    output.problems.push(at.problem);
    return;
  }
  const said = part !== null && typeof part === 'object' ? part : {};
  if (Started.safeParse(said).data?.startsAt != null) {
    const field = FIELD[kind];
    const isSaid = field === undefined || (said as Record<string, unknown>)[field] != null;
    addEpisode(isSaid ? said : { ...said, [field]: at.data.toISOString() }, receivedAt, output);
    return;
  }
  // The format of an episode but for its start, for which the event's own time stands in while it is checked.
  const record = readPart(EpisodeImportRecord, { ...said, startsAt: at.data.toISOString() }, 'data');
  if (record.problem !== null) {
    output.problems.push(record.problem);
    return;
  }
  const { startsAt, endsAt, acknowledgedAt, acknowledgedBy, suppressedAt, ...episode } =
    EpisodeService.fromRecord(record.data, receivedAt);
  output.events.push({ ...episode, startsAt: null, kind, at: at.data, by: acknowledgedBy ?? null });
}

function partsOf(data: unknown): unknown[] {
  if (Array.isArray(data)) return data;
  return Several.safeParse(data).data?.episodes ?? [data];
}
