import { Outlet, useMatches } from '@tanstack/react-router';
import { announceRegionId } from '../ui/announce.js';
import { AppLayout } from './AppLayout.js';
import { PUBLIC_PATHS } from './publicPaths.js';

/** Public pages stand alone; all others are inside the layout with navigation. */
export function RootLayout() {
  // By the page that is drawn, not by the address, which is ahead of it while the next page loads.
  const routeId = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  return (
    <>
      {PUBLIC_PATHS.includes(routeId) ? (
        <Outlet />
      ) : (
        <AppLayout>
          <Outlet />
        </AppLayout>
      )}
      <div id={announceRegionId} role="status" aria-live="polite" className="visually-hidden" />
    </>
  );
}
