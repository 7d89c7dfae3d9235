import type { z } from 'zod';
import type { FieldError } from './domain-error.js';
import { partAt } from './part-at.js';

const SHOWN_TEXT = 60;

/** Words in English; the web says the same by `imports.problem.<code>` in the reader's language. */
const WORDS = {
  required: 'expected a value, got nothing',
  not_one_of: 'expected one of {allowed}, got {text}',
  not_a_text: 'expected a text, got {text}',
  not_a_number: 'expected a number, got {text}',
  not_a_flag: 'expected true or false, got {text}',
  not_a_list: 'expected a list, got {text}',
  not_an_object: 'expected an object, got {text}',
  too_long: 'expected at most {max} characters, got {length}',
  too_short: 'expected at least {min} characters, got {length}',
  too_many: 'expected at most {max} entries, got {length}',
  too_few: 'expected at least {min} entries, got {length}',
  too_big: 'expected at most {max}, got {text}',
  too_small: 'expected at least {min}, got {text}',
  not_a_day: 'expected a day such as 2026-12-24, got {text}',
  not_a_url: 'expected an address with http:// or https://, got {text}',
  not_an_address: 'expected an e-mail address, got {text}',
  wrong_format: 'has another form than expected: {text}',
  unknown_fields: 'has fields that are not known: {names}',
  not_valid: 'is not valid: {text}',
} as const;
type IssueCode = keyof typeof WORDS;
type Params = Record<string, string | number>;

const TYPES: Record<string, IssueCode> = {
  string: 'not_a_text',
  number: 'not_a_number',
  int: 'not_a_number',
  boolean: 'not_a_flag',
  array: 'not_a_list',
  object: 'not_an_object',
  record: 'not_an_object',
};
const FORMATS: Record<string, IssueCode> = { date: 'not_a_day', url: 'not_a_url', email: 'not_an_address' };

/**
 * An issue of zod as a field error: a code with its values, and the same in plain English. Checks of our own name their
 * code in the `params` of the check; their message stays.
 */
export function describeIssue(issue: z.core.$ZodIssue, root: unknown): Required<FieldError> {
  const path = issue.path.map(String).join('.');
  const found = partAt(root, issue.path);
  if (issue.code === 'custom') {
    const { code = 'not_valid', ...params } = (issue.params ?? {}) as { code?: string } & Params;
    return { path, message: issue.message, code, params: { text: shown(found), ...params } };
  }
  const [code, params] = isNothing(found) ? (['required', {}] as const) : codeOf(issue, found);
  const message = WORDS[code].replace(/\{(\w+)\}/g, (_, name: string) => String((params as Params)[name]));
  return { path, message, code, params };
}

function codeOf(issue: z.core.$ZodIssue, found: unknown): [IssueCode, Params] {
  const text = shown(found);
  switch (issue.code) {
    case 'invalid_value':
      return ['not_one_of', { allowed: issue.values.map(String).join(', '), text }];
    case 'invalid_type':
      return [TYPES[issue.expected] ?? 'not_valid', { text }];
    case 'too_big':
      return sizeOf(issue.origin, { max: Number(issue.maximum) }, found, ['too_long', 'too_many', 'too_big']);
    case 'too_small':
      return sizeOf(issue.origin, { min: Number(issue.minimum) }, found, [
        'too_short',
        'too_few',
        'too_small',
      ]);
    case 'invalid_format':
      return [FORMATS[issue.format] ?? 'wrong_format', { text }];
    case 'unrecognized_keys':
      return ['unknown_fields', { names: issue.keys.slice(0, 10).join(', ') }];
    default:
      return ['not_valid', { text }];
  }
}

function sizeOf(
  origin: string,
  limit: Params,
  found: unknown,
  [ofText, ofList, ofNumber]: readonly [IssueCode, IssueCode, IssueCode],
): [IssueCode, Params] {
  if (typeof found === 'string') return [ofText, { ...limit, length: found.trim().length }];
  if (origin === 'array' && Array.isArray(found)) return [ofList, { ...limit, length: found.length }];
  return [ofNumber, { ...limit, text: shown(found) }];
}

/** A text of blanks alone is what an empty cell is. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text;
}
