import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import { z } from 'zod';
import { expects } from '../../../errors/expectation.js';
import { UnreadableDelivery } from './adapter.js';
import { readJson, readPart } from './read-json.js';

const Attribute = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const Structured = z
  .object({
    id: z.string().min(1),
    source: z.string().min(1),
    type: z.string().min(1),
    specversion: z.string().regex(/^1\.\d+$/, expects('cloudevents_version')),
    data: z.unknown().optional(),
    data_base64: z.string(expects('base64')).optional(),
  })
  .catchall(z.unknown());

/** A CloudEvent: attributes as texts (extensions too), and its data as JSON, or as a text where it is none. */
export interface CloudEvent {
  attributes: Readonly<Record<string, string>>;
  data: unknown;
}

/**
 * The events of a request, in any of the three modes: binary (attributes in ce-… headers, the body is the data),
 * structured (one JSON object with all), batch (an array of such). Parts that are no event are problems.
 * @throws UnreadableDelivery when nothing is one
 */
export function readCloudEvents(
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): { events: CloudEvent[]; problems: UnreadPart[] } {
  if (headers['ce-specversion'] !== undefined || headers['ce-type'] !== undefined) {
    const data = body.length === 0 ? null : readData(body, headers['content-type']);
    const named = Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('ce-') ? [[name.slice(3), percentDecoded(value)] as const] : [],
    );
    const event = readPart(Structured, Object.fromEntries(named), 'headers ce-');
    if (event.problem !== null) throw new UnreadableDelivery('not_cloudevents', event.problem);
    return { events: [{ attributes: Object.fromEntries(named), data }], problems: [] };
  }
  const value = readJson(body);
  if (!Array.isArray(value)) return { events: [readStructured(value, '')], problems: [] };
  const events: CloudEvent[] = [];
  const problems: UnreadPart[] = [];
  for (const [index, part] of value.entries()) {
    try {
      events.push(readStructured(part, String(index)));
    } catch (error) {
      if (!(error instanceof UnreadableDelivery)) throw error;
      problems.push(error.part);
    }
  }
  return { events, problems };
}

function readStructured(value: unknown, path: string): CloudEvent {
  const event = readPart(Structured, value, path);
  if (event.problem !== null) throw new UnreadableDelivery('not_cloudevents', event.problem);
  const { data, data_base64: encoded, ...attributes } = event.data;
  const texts = Object.entries(attributes).flatMap(([name, attribute]) => {
    const text = Attribute.safeParse(attribute);
    return text.success ? [[name, text.data] as const] : [];
  });
  const type = attributes.datacontenttype;
  return {
    attributes: Object.fromEntries(texts),
    data:
      encoded === undefined
        ? data
        : readData(Buffer.from(encoded, 'base64'), typeof type === 'string' ? type : undefined),
  };
}

/** JSON unless the media type says otherwise; then a text. */
function readData(bytes: Buffer, mediaType: string | undefined): unknown {
  const isJson = mediaType === undefined || /[/+]json\b/i.test(mediaType);
  return isJson ? readJson(bytes) : bytes.toString('utf8').replaceAll('\0', '\ufffd');
}

/** Header values outside ASCII are percent-encoded. */
function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
