import type { UnreadPart } from '@tenken/shared/deliveries.contract';

const LONGEST = 400;
/** A hostile name of a field may be megabytes long. */
const LOOKED_AT = 2000;
/** `alerts.3.startsAt: expected a time, found "soon" (item 2)` */
const FORM = /^(.{1,200}?): (?:Invalid option: )?expected (.+?)(?:, found (.+?))?(?: \(item (\d+)\))?\.?$/s;

/**
 * The words of an adapter as what the web needs to say the same in the reader's language: all adapters write a problem
 * as field, expectation and find. What is written otherwise stays a text.
 */
export function splitProblem(problem: string): UnreadPart {
  const text = cut(problem)!;
  const match = FORM.exec(problem.slice(0, LOOKED_AT));
  if (match === null) return { field: null, expected: null, found: null, item: null, text };
  const [, field = '', expected = '', found, item] = match;
  return {
    // a part within a part: `Records.0: Message`
    field: field === 'the body' ? null : cut(field.replaceAll(': ', '.')),
    expected: cut(expected),
    found: cut(found ?? null),
    item: item === undefined ? null : Number(item),
    text,
  };
}

/** The database refuses NUL and halves of characters, also those that the cut makes. */
function cut(text: string | null): string | null {
  if (text === null) return null;
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
