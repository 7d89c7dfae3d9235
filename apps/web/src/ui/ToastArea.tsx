import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useRef } from 'react';

const Toasts = lazy(() => import('./Toasts.js'));

/** Loads the toasts when there is one to show. */
export function ToastArea() {
  const { notifications } = useNotifications();
  const needed = useRef(false);
  needed.current ||= notifications.length > 0;
  return needed.current ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}
