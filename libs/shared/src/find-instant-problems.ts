import type { InstantField, InstantProblem } from './incidents.contract.js';

/** Instants of one record as ISO strings; null or absent = not known. */
export type KnownInstants = { [Field in InstantField]?: string | null };

/** METRICS.md section 1: started ≤ detected ≤ acknowledged ≤ resolved ≤ closed; started ≤ mitigated ≤ resolved. */
const CHAINS: readonly (readonly InstantField[])[] = [
  ['startedAt', 'detectedAt', 'acknowledgedAt', 'resolvedAt', 'closedAt'],
  ['startedAt', 'mitigatedAt', 'resolvedAt'],
];

/** The intervals that figures are made of; closing late is paperwork, not a long incident. */
const INTERVALS: readonly (readonly [InstantField, InstantField])[] = [
  ['startedAt', 'detectedAt'],
  ['detectedAt', 'acknowledgedAt'],
  ['startedAt', 'mitigatedAt'],
  ['startedAt', 'resolvedAt'],
  ['detectedAt', 'resolvedAt'],
];

const FIELDS: readonly InstantField[] = [
  'startedAt',
  'detectedAt',
  'acknowledgedAt',
  'declaredAt',
  'mitigatedAt',
  'resolvedAt',
  'closedAt',
];
const LONGEST_MS = 90 * 86_400_000;
/** Clocks of senders run a little ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;
const EARLIEST_YEAR = 1990;

/**
 * Everything about a record's instants that cannot be right. Every broken pair is listed, not only neighbours: a
 * figure leaves a record out exactly when the pair of its own interval is in the list.
 */
export function findInstantProblems(instants: KnownInstants, now: Date): InstantProblem[] {
  const ms = (field: InstantField) => {
    const text = instants[field];
    return text === null || text === undefined ? null : Date.parse(text);
  };
  const problems: InstantProblem[] = [];
  const absurd = new Set<InstantField>();
  for (const field of FIELDS) {
    const at = ms(field);
    if (at === null) continue;
    const year = new Date(at).getUTCFullYear();
    if (year < EARLIEST_YEAR || year > now.getUTCFullYear() + 1) {
      absurd.add(field);
      problems.push({ code: 'absurd_year', fields: [field] });
    } else if (at > now.getTime() + CLOCK_SKEW_MS) {
      problems.push({ code: 'in_future', fields: [field] });
    }
  }
  for (const [from, to] of orderedPairs()) {
    const [first, second] = [ms(from), ms(to)];
    if (first !== null && second !== null && first > second)
      problems.push({ code: 'order_broken', fields: [from, to] });
  }
  for (const [from, to] of INTERVALS) {
    const [first, second] = [ms(from), ms(to)];
    if (first === null || second === null || absurd.has(from) || absurd.has(to)) continue;
    if (second - first > LONGEST_MS) problems.push({ code: 'too_long', fields: [from, to] });
  }
  return problems;
}

function orderedPairs(): [InstantField, InstantField][] {
  return CHAINS.flatMap((chain) =>
    chain.flatMap((from, index) =>
      chain.slice(index + 1).map((to): [InstantField, InstantField] => [from, to]),
    ),
  ).filter(
    (pair, index, all) => all.findIndex((other) => other[0] === pair[0] && other[1] === pair[1]) === index,
  );
}
