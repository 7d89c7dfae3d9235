import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useT } from '../i18n/useT.js';
import { formatDay } from '../time/formatInstant.js';
import { addDays } from '../time/isoDay.js';
import { frozenHref } from '../url/resolveScope.js';
import { useScope } from '../url/useScope.js';

/** Copies a link to exactly this view: the range as absolute days, the zone, and all that is in the address. */
export function useFreezeLink(): () => Promise<void> {
  const t = useT();
  const scope = useScope();
  return useCallback(async () => {
    const link = frozenHref(window.location.href, scope);
    const days = {
      from: formatDay(scope.from, t.language),
      to: formatDay(addDays(scope.to, -1), t.language),
    };
    let message = t('app.freeze.done', days);
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      scope.setScope({ from: scope.from, to: scope.to, timeZone: scope.timeZone });
      message = t('app.freeze.failed');
    }
    notifications.show({ message, role: 'status', closeButtonProps: { 'aria-label': t('ui.close') } });
  }, [scope, t]);
}
