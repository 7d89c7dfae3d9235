import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * After going to another page, puts the focus on its heading (else on the content), as loading a page would:
 * screen readers then say where they are, and Tab goes on from there. A change of the address's parameters
 * alone moves nothing, and neither does a page that has already taken the focus.
 */
export function useFocusOnNavigation(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        const content = document.getElementById('content');
        if (!content || (document.activeElement !== content && content.contains(document.activeElement)))
          return;
        (document.getElementById('page-title') ?? content).focus({ preventScroll: true });
      }),
    [router],
  );
}
