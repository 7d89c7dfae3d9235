import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import type { z } from 'zod';
import { expectationOf } from '../../../errors/expectation.js';
import { partAt } from '../../../errors/part-at.js';
import { unreadPart, wordsOnly } from '../../../errors/unread-part.js';
import { UnreadableDelivery } from './adapter.js';

const decoder = new TextDecoder('utf-8', { fatal: true });
const FOUND_LENGTH = 80;
/** Escapes of NUL and of lone surrogates: legal in JSON, refused by the database. */
const BAD_ESCAPES = /\\u(?:0000|d[89a-f])/i;

/** The JSON value of a body. @throws UnreadableDelivery when it is empty, not UTF-8 or not JSON. */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) throw new UnreadableDelivery('empty_body', 'The body is empty; expected JSON.');
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    throw new UnreadableDelivery('not_utf8', 'The body is not UTF-8 text; expected JSON in UTF-8.');
  }
  try {
    const value: unknown = JSON.parse(text);
    return BAD_ESCAPES.test(text) ? storable(value) : value;
  } catch (error) {
    throw new UnreadableDelivery('not_json', `The body is not JSON: ${(error as Error).message}`);
  }
}

/** The same value with what the database cannot hold replaced by U+FFFD. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\0|\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storable(key), storable(part)]));
}

/** Parses a part of a body, or says where it differs: `alerts.3.startsAt: expected …, found "x"`. */
export function readPart<T extends z.ZodType>(
  schema: T,
  value: unknown,
  path: string,
): { data: z.output<T>; problem: null } | { data: null; problem: UnreadPart } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { data: parsed.data, problem: null };
  const issue = parsed.error.issues[0]!;
  const field = [...(path === '' ? [] : [path]), ...issue.path.map(String)].join('.') || null;
  const found = describeFound(partAt(value, issue.path));
  const expectation = expectationOf(issue);
  const problem =
    expectation === null
      ? wordsOnly(`${field ?? 'the body'}: ${issue.message}, found ${found}`, field)
      : unreadPart({ field, ...expectation, found });
  return { data: null, problem };
}

function describeFound(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (value !== null && typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > FOUND_LENGTH ? `${text.slice(0, FOUND_LENGTH)}…` : text;
}
