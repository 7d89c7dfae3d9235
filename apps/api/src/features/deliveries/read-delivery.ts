import type { UnreadPart, UnreadParts } from '@tenken/shared/deliveries.contract';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { wordsOnly } from '../../errors/unread-part.js';
import { type AdapterOutput, adapterOutput, UnreadableDelivery } from './adapters/adapter.js';
import { adapters } from './adapters/adapter-list.js';

const MAX_DETAIL_LENGTH = 2000;
const MAX_PART_LENGTH = 400;
const SHOWN_PROBLEMS = 5;

/** What reading gave: something to apply, a reason for quarantine, or both. */
export interface ReadDelivery {
  output: AdapterOutput;
  errorCode: string | null;
  errorDetail: string | null;
  /** the same by fields; null when all was read */
  unread: UnreadParts | null;
}

/** Reads a delivery with its adapter. Never throws: what cannot be read is said in `errorDetail`. */
export function readDelivery(
  delivery: { adapter: string; headers: Readonly<Record<string, string>>; receivedAt: Date },
  body: Buffer,
  source: { settings: SourceSettings; defaultService: string | null },
): ReadDelivery {
  const adapter = adapters.get(delivery.adapter);
  if (adapter === undefined) {
    return unread(
      'no_adapter',
      wordsOnly(`This version of Tenken has nothing that reads "${delivery.adapter}".`),
    );
  }
  try {
    const output = adapter({ ...delivery, body, settings: source.settings });
    if (source.defaultService !== null) {
      for (const transition of output.transitions) transition.service ??= source.defaultService;
      for (const event of output.events) event.service ??= source.defaultService;
    }
    const { problems } = output;
    if (problems.length === 0) return { output, errorCode: null, errorDetail: null, unread: null };
    const taken =
      output.transitions.length +
      output.events.length +
      output.silences.length +
      output.definitions.length +
      output.changes.length +
      output.trackerChanges.length;
    const of = problems.length + taken;
    const first = problems.slice(0, SHOWN_PROBLEMS);
    const more = problems.length > SHOWN_PROBLEMS ? `; and ${problems.length - SHOWN_PROBLEMS} more` : '';
    return {
      output,
      errorCode: taken > 0 ? 'partly_unreadable' : 'unreadable',
      errorDetail: cut(
        `${problems.length} of ${of} could not be read: ${first.map(({ text }) => text).join('; ')}${more}`,
      ),
      unread: { count: problems.length, of, parts: first.map(storable) },
    };
  } catch (error) {
    if (error instanceof UnreadableDelivery) return unread(error.code, error.part);
    const words = `The reader "${delivery.adapter}" failed: ${(error as Error).message}`;
    return unread('adapter_failed', wordsOnly(words));
  }
}

function unread(errorCode: string, part: UnreadPart): ReadDelivery {
  const unread = { count: 1, of: 1, parts: [storable(part)] };
  return { output: adapterOutput(), errorCode, errorDetail: cut(part.text), unread };
}

/** A name of a field may be megabytes long. */
function storable(part: UnreadPart): UnreadPart {
  const { field, expected, found, text } = part;
  return {
    ...part,
    field: field === null ? null : cut(field, MAX_PART_LENGTH),
    expected: expected === null ? null : cut(expected, MAX_PART_LENGTH),
    found: found === null ? null : cut(found, MAX_PART_LENGTH),
    text: cut(text, MAX_PART_LENGTH),
  };
}

function cut(text: string, length = MAX_DETAIL_LENGTH): string {
  const short = text.length > length ? `${text.slice(0, length)}…` : text;
  // The cut may have halved a character; the database refuses halves, and NUL.
  return short.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
