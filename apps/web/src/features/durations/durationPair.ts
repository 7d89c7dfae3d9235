import type { DurationMetricOrPair } from '@tenken/shared/duration-metric.contract';
import { InstantField } from '@tenken/shared/incidents.contract';

/** What "any two instants" begins with: how long from calling it an incident until it was contained. */
export const DEFAULT_PAIR: DurationMetricOrPair = 'declaredAt-mitigatedAt';

/** Every instant but the last can be the first of two. */
export const FIRST_INSTANTS: readonly InstantField[] = InstantField.options.slice(0, -1);

/** Those that usually come after one. */
export function instantsAfter(from: InstantField): readonly InstantField[] {
  return InstantField.options.slice(InstantField.options.indexOf(from) + 1);
}

/** The pair from one instant to another; where that is not later, to the next one after it. */
export function pairOf(from: InstantField, to: InstantField): DurationMetricOrPair {
  const later = instantsAfter(from);
  return `${from}-${later.includes(to) ? to : (later[0] ?? to)}` as DurationMetricOrPair;
}
