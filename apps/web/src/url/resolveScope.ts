import { DEFAULT_RANGE_PRESET, resolvePreset } from '../time/rangePresets.js';
import { type Comparison, comparisonText, parseComparison } from './comparison.js';
import type { ScopeSearch } from './searchParams.js';

/** What the page is about. `from` and `to` are ISO days, half-open. */
export interface Scope {
  from: string;
  to: string;
  /** IANA name. */
  timeZone: string;
  /** Empty = all services. */
  serviceIds: string[];
  teamId: string | null;
  /** What it is seen beside. */
  compare: Comparison;
  /** True while the address names no range: it then moves with the days. */
  isDefaultRange: boolean;
}

/**
 * The scope of an address at an instant. A range needs both its ends in the right order; otherwise the
 * default one holds (the last 12 complete weeks). The zone is the address's, else the reader's.
 */
export function resolveScope(search: ScopeSearch, now: Date, readersTimeZone: string): Scope {
  const timeZone = search.tz ?? readersTimeZone;
  const given =
    search.from && search.to && search.from < search.to ? { from: search.from, to: search.to } : null;
  return {
    ...(given ?? resolvePreset(DEFAULT_RANGE_PRESET, now, timeZone)),
    timeZone,
    serviceIds: search.service ?? [],
    teamId: search.team ?? null,
    compare: parseComparison(search.compare),
    isDefaultRange: given === null,
  };
}

export type ScopeChange = Partial<Omit<Scope, 'isDefaultRange'>> & { range?: 'default' };

/** The search parameters that a change of scope sets; undefined removes one. */
export function scopeChangeToSearch(change: ScopeChange): Partial<ScopeSearch> {
  const search: Partial<ScopeSearch> = {};
  if (change.from !== undefined) search.from = change.from;
  if (change.to !== undefined) search.to = change.to;
  if (change.range === 'default') {
    search.from = undefined;
    search.to = undefined;
  }
  if (change.timeZone !== undefined) search.tz = change.timeZone;
  if (change.serviceIds !== undefined)
    search.service = change.serviceIds.length > 0 ? change.serviceIds : undefined;
  if (change.teamId !== undefined) search.team = change.teamId ?? undefined;
  if (change.compare !== undefined) search.compare = comparisonText(change.compare);
  return search;
}

/**
 * The address with everything said that depends on the day or the reader: the range as absolute days, and
 * the zone. It shows the same to everybody, tomorrow too.
 */
export function frozenHref(href: string, scope: Scope): string {
  const url = new URL(href);
  url.searchParams.set('from', scope.from);
  url.searchParams.set('to', scope.to);
  url.searchParams.set('tz', scope.timeZone);
  url.searchParams.delete('lang');
  return url.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
}
