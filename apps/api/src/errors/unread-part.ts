import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import { type Expectation, expectationText } from './expectation.js';

interface Unread extends Omit<Expectation, 'params'> {
  /** null: the whole message */
  field: string | null;
  params?: Expectation['params'];
  /** as it is shown: JSON, or words such as `nothing`; left out where there is nothing to show */
  found?: string;
}

/** A part of a message that cannot be read: by code for the reader's language, and the same in English. */
export function unreadPart({ field, code, params = {}, found }: Unread): UnreadPart {
  const expected = expectationText({ code, params });
  const text = `${field ?? 'the body'}: expected ${expected}${found === undefined ? '' : `, found ${found}`}`;
  return { field, code, params, expected, found: found ?? null, item: null, text };
}

/** A part whose reason has words only: those of an engine, or of a sender's own tool. */
export function wordsOnly(text: string, field: string | null = null): UnreadPart {
  return { field, code: null, params: {}, expected: null, found: null, item: null, text };
}

/** The same part in the item of a list; from 1. An item within an item keeps its own number. */
export function ofItem(part: UnreadPart, item: number): UnreadPart {
  return { ...part, item: part.item ?? item, text: `${part.text} (item ${item})` };
}

/** The same part below a path. */
export function partBelow(path: string, part: UnreadPart): UnreadPart {
  const field = part.field === null ? path : `${path}.${part.field}`;
  const text = part.field === null ? `${path}: ${part.text}` : `${path}.${part.text}`;
  return { ...part, field, text };
}
