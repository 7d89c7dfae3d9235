import { type JSONValue, TreeInterpreter } from '@jmespath-community/jmespath';
import type { UnreadPart } from '@tenken/shared/deliveries.contract';
import { labelFingerprint } from '@tenken/shared/label-fingerprint';
import type { MappingExpression, SourceMapping } from '@tenken/shared/source-mapping.contract';
import type { Expectation } from '../../errors/expectation.js';
import { ofItem, unreadPart, wordsOnly } from '../../errors/unread-part.js';
import type { EpisodeEvent, EpisodeTransition } from '../episodes/episode.service.js';
import { compileExpression, isProblem } from './compile-expression.js';
import { lookUp, readMappedState } from './mapped-state.js';
import { toLabels, toText } from './mapped-text.js';
import { readMappedInstant } from './read-mapped-instant.js';

const MAX_ITEMS = 2000;
const MAX_NAME = 500;
const MAX_TEXT = 2000;
const FOUND_LENGTH = 80;

/** What a mapping makes of a body. Fields of problems are those of the mapping. */
export interface MappedBody {
  transitions: EpisodeTransition[];
  events: EpisodeEvent[];
  warnings: string[];
  problems: UnreadPart[];
}

/** One item cannot be read: the field of the mapping that is at fault, and why. */
class ItemProblem extends Error {
  constructor(readonly part: UnreadPart) {
    super(part.text);
  }
}

function wrong(field: string, expectation: Expectation, found: string): ItemProblem {
  return new ItemProblem(unreadPart({ field, ...expectation, found }));
}

/** In the words of the engine of expressions. */
function said(field: string, words: string): ItemProblem {
  return new ItemProblem(wordsOnly(`${field}: ${words}`, field));
}

/** Reads JSON by a mapping. `event`: the attributes of a CloudEvent, `$event` in expressions. Pure. */
export function readByMapping(
  mapping: SourceMapping,
  body: unknown,
  receivedAt: Date,
  event: Readonly<Record<string, string>> = {},
): MappedBody {
  const read: MappedBody = { transitions: [], events: [], warnings: [], problems: [] };
  // The interpreter keeps the root value ($) of its last search, and those made from it start with that.
  TreeInterpreter.search({ type: 'Identity' }, body as JSONValue);
  const interpreter = TreeInterpreter.withScope({ event: { ...event } });
  TreeInterpreter.search({ type: 'Identity' }, null);
  const evaluate = (field: MappingExpression, item: unknown): unknown => {
    const text = mapping[field];
    if (text === undefined) return null;
    const made = compileExpression(text);
    if (isProblem(made)) throw said(field, `${made.message} (position ${made.position})`);
    try {
      const value: unknown = interpreter.visit(made, item as JSONValue);
      // The interpreter reads inherited members too: `constructor` is no part of a body.
      return typeof value === 'function' ? null : value;
    } catch (error) {
      // A limit of time is not this item's.
      if ((error as { code?: string }).code !== undefined) throw error;
      throw said(field, (error as Error).message);
    }
  };
  const items = itemsOf(mapping, evaluate, body, read);
  let leftOut = 0;
  for (const [index, item] of items.entries()) {
    try {
      if (mapping.when !== undefined && !isTrue(evaluate('when', item))) leftOut += 1;
      else if (!readItem(mapping, (field) => evaluate(field, item), receivedAt, read)) leftOut += 1;
    } catch (error) {
      if (!(error instanceof ItemProblem)) throw error;
      read.problems.push(items.length === 1 ? error.part : ofItem(error.part, index + 1));
    }
  }
  if (leftOut > 0) read.warnings.push(`${leftOut} of ${items.length} items were left out by the mapping.`);
  return read;
}

function itemsOf(
  mapping: SourceMapping,
  evaluate: (field: MappingExpression, item: unknown) => unknown,
  body: unknown,
  read: MappedBody,
): unknown[] {
  let list: unknown = body;
  try {
    if (mapping.list !== undefined) list = evaluate('list', body);
  } catch (error) {
    if (!(error instanceof ItemProblem)) throw error;
    read.problems.push(error.part);
    return [];
  }
  if (list === null || list === undefined) {
    read.problems.push(unreadPart({ field: 'list', code: 'list', found: 'nothing' }));
    return [];
  }
  const items: unknown[] = Array.isArray(list) ? list : [list];
  if (items.length > MAX_ITEMS) {
    const params = { n: MAX_ITEMS };
    read.problems.push(unreadPart({ field: 'list', code: 'items', params, found: String(items.length) }));
    return [];
  }
  return items;
}

/** False when the item says something that the mapping ignores. */
function readItem(
  mapping: SourceMapping,
  evaluate: (field: MappingExpression) => unknown,
  receivedAt: Date,
  read: MappedBody,
): boolean {
  const rule = name('rule', evaluate('rule'));
  if (rule === null) throw wrong('rule', { code: 'text', params: {} }, describe(evaluate('rule')));
  const labels = pairs('labels', evaluate('labels'));
  const annotations = pairs('annotations', evaluate('annotations'));
  const severity = name('severity', evaluate('severity'));
  const common = {
    ruleUid: name('ruleUid', evaluate('ruleUid')) ?? rule,
    ruleName: rule,
    fingerprint: name('fingerprint', evaluate('fingerprint')) ?? labelFingerprint(labels),
    service: name('service', evaluate('service')),
    severity: severity === null ? null : (lookUp(mapping.severityValues, severity) ?? severity),
    labels,
    annotations,
    summary: cut(evaluate('summary')),
    generatorUrl: cut(evaluate('url')),
    runbookUrl: cut(evaluate('runbookUrl')),
    receivedAt,
  };
  const instant = (field: MappingExpression): Date | null => {
    const value = evaluate(field);
    // Go's zero time stands for "none", as null and an empty text do.
    if (value === null || value === undefined || value === '' || value === 0) return null;
    if (typeof value === 'string' && value.startsWith('0001-')) return null;
    const at = readMappedInstant(value, mapping.timeZone);
    if (!(at instanceof Date)) throw wrong(field, at, describe(value));
    return at;
  };
  const needed = (field: MappingExpression): Date => {
    const at = instant(field);
    if (at === null) throw wrong(field, { code: 'time', params: {} }, describe(evaluate(field)));
    return at;
  };
  const notifiedAt = instant('notifiedAt');
  if (mapping.startsAt !== undefined) {
    const startsAt = needed('startsAt');
    const endsAt = instant('endsAt');
    if (endsAt !== null && endsAt < startsAt) {
      throw wrong('endsAt', { code: 'time_after_start', params: {} }, endsAt.toISOString());
    }
    const acknowledgedAt = instant('acknowledgedAt');
    const endReason = endsAt === null ? null : ('resolved' as const);
    read.transitions.push({ ...common, startsAt, endsAt, endReason, acknowledgedAt, notifiedAt });
    return true;
  }
  const word = toText(evaluate('state'));
  const kind = word === null ? null : readMappedState(word, mapping.stateValues);
  if (kind === null) {
    throw wrong('state', { code: 'known_word', params: {} }, describe(evaluate('state')));
  }
  if (kind === 'ignored') return false;
  read.events.push({ ...common, startsAt: null, kind, at: needed('at'), notifiedAt });
  return true;
}

function name(field: string, value: unknown): string | null {
  const text = toText(value);
  if (text === null && value !== null && value !== undefined && value !== '') {
    throw wrong(field, { code: 'text', params: {} }, describe(value));
  }
  if (text !== null && text.length > MAX_NAME) {
    throw wrong(field, { code: 'characters', params: { n: MAX_NAME } }, String(text.length));
  }
  return text;
}

function pairs(field: string, value: unknown): Record<string, string> {
  const labels = toLabels(value);
  if (labels === null) throw wrong(field, { code: 'labels', params: {} }, describe(value));
  return labels;
}

function cut(value: unknown): string | null {
  return toText(value)?.slice(0, MAX_TEXT) ?? null;
}

/** As JMESPath has it: null, false and what is empty are not true. */
function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > FOUND_LENGTH ? `${text.slice(0, FOUND_LENGTH)}…` : text;
}
