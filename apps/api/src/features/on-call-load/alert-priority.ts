import type { Priorities } from '@tenken/shared/on-call-load.contract';

export type AlertPriority = keyof Priorities;

/** Words of severity that sources use, by the three priorities of the standard. */
export const PRIORITY_WORDS: Readonly<Record<Exclude<AlertPriority, 'other'>, readonly string[]>> = {
  high: ['critical', 'page', 'fatal', 'disaster', 'emergency', 'high', 'error', 'sev1', 'sev2', 'p1', 'p2'],
  medium: ['warning', 'warn', 'medium', 'average', 'sev3', 'p3'],
  low: ['low', 'minor', 'info', 'information', 'informational', 'notice', 'none', 'sev4', 'p4', 'p5'],
};

/** The priority of a severity word; `other` where none is said, or in no known word. */
export function alertPriority(severity: string | null): AlertPriority {
  const word = severity?.toLowerCase();
  if (word === undefined) return 'other';
  for (const priority of ['high', 'medium', 'low'] as const)
    if (PRIORITY_WORDS[priority].includes(word)) return priority;
  return 'other';
}
