import { Outlet, useLocation } from '@tanstack/react-router';
import { announceRegionId } from '../ui/announce.js';
import { AppLayout } from './AppLayout.js';
import { PUBLIC_PATHS } from './publicPaths.js';

/** Public pages stand alone; all others are inside the layout with navigation. */
export function RootLayout() {
  const pathname = useLocation({ select: (location) => location.pathname });
  return (
    <>
      {PUBLIC_PATHS.includes(pathname) ? (
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
