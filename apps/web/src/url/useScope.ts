import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useSignedInUser } from '../api/session.js';
import { dayOf } from '../time/isoDay.js';
import { useNow } from '../time/NowProvider.js';
import { resolveScope, type Scope, type ScopeChange, scopeChangeToSearch } from './resolveScope.js';
import type { ScopeSearch } from './searchParams.js';

/** The reader's zone: what they set, else the browser's. */
export function useReadersTimeZone(): string {
  const user = useSignedInUser();
  return user?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

/** What the page is about, from the address; `setScope` changes the address (Back restores). */
export function useScope(): Scope & { setScope(change: ScopeChange): void } {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const readersTimeZone = useReadersTimeZone();
  // The default range changes once a day, not with every tick of the clock.
  const now = useNow();
  const today = dayOf(now, search.tz ?? readersTimeZone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `today` stands for `now`
  const scope = useMemo(() => resolveScope(search, now, readersTimeZone), [search, today, readersTimeZone]);
  const setScope = useCallback(
    (change: ScopeChange) => {
      void navigate({
        to: '.',
        // the router types the search of `.` only where the page is known; the scope is every page's
        search: ((old: ScopeSearch) => ({ ...old, ...scopeChangeToSearch(change) })) as never,
      });
    },
    [navigate],
  );
  return useMemo(() => ({ ...scope, setScope }), [scope, setScope]);
}
