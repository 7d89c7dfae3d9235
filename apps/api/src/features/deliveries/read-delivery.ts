import type { UnreadParts } from '@tenken/shared/deliveries.contract';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { type AdapterOutput, adapterOutput, UnreadableDelivery } from './adapters/adapter.js';
import { adapters } from './adapters/adapter-list.js';
import { splitProblem } from './split-problem.js';

const MAX_DETAIL_LENGTH = 2000;
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
    return unread('no_adapter', `This version of Tenken has nothing that reads "${delivery.adapter}".`);
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
      errorDetail: cut(`${problems.length} of ${of} could not be read: ${first.join('; ')}${more}`),
      unread: { count: problems.length, of, parts: first.map(splitProblem) },
    };
  } catch (error) {
    if (error instanceof UnreadableDelivery) return unread(error.code, error.message);
    return unread('adapter_failed', `The reader "${delivery.adapter}" failed: ${(error as Error).message}`);
  }
}

function unread(errorCode: string, detail: string): ReadDelivery {
  const unread = { count: 1, of: 1, parts: [splitProblem(detail)] };
  return { output: adapterOutput(), errorCode, errorDetail: cut(detail), unread };
}

function cut(text: string): string {
  const short = text.length > MAX_DETAIL_LENGTH ? `${text.slice(0, MAX_DETAIL_LENGTH)}…` : text;
  // The cut may have halved a character; the database refuses halves, and NUL.
  return short.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
