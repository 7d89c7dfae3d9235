import { Outlet, useMatches } from '@tanstack/react-router';
import { announceRegionId } from '../ui/announce.js';
import { AppLayout } from './AppLayout.js';
import { PUBLIC_PATHS } from './publicPaths.js';

/** Public and printed pages stand alone; all others are inside the layout with navigation. */
export function RootLayout() {
  // By the page that is drawn, not by the address, which is ahead of it while the next page loads.
  const routeId = useMatches({ select: (matches) => matches.at(-1)?.routeId ?? '' });
  // A page that is being printed as a document has nothing around it.
  const isPrintPage = useMatches({
    select: (matches) => (matches.at(-1)?.search as { print?: boolean } | undefined)?.print === true,
  });
  return (
    <>
      {PUBLIC_PATHS.includes(routeId) || isPrintPage ? (
        <Outlet />
      ) : (
        <AppLayout>
          <Outlet />
        </AppLayout>
      )}
      {/* at the top: below the page it would make it one pixel longer than the window */}
      <div
        id={announceRegionId}
        role="status"
        aria-live="polite"
        className="visually-hidden"
        style={{ top: 0 }}
      />
    </>
  );
}
