import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useT } from '../i18n/useT.js';
import { formatDay } from '../time/formatInstant.js';
import { addDays } from '../time/isoDay.js';
import { useScope } from '../url/useScope.js';
import { freezeAddress } from './freezeAddress.js';

/** Copies a link to exactly this view: the range as absolute days, the zone, and all that is in the address. */
export function useFreezeLink(): () => Promise<void> {
  const t = useT();
  const scope = useScope();
  return useCallback(async () => {
    const { link, keepsDays, hasMine } = freezeAddress(window.location.href, scope);
    const days = {
      from: formatDay(scope.from, t.language),
      to: formatDay(addDays(scope.to, -1), t.language),
    };
    let message = keepsDays ? t('app.freeze.done', days) : t('app.freeze.plain');
    if (hasMine) message += ` ${t('app.freeze.mine')}`;
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      if (keepsDays) scope.setScope({ from: scope.from, to: scope.to, timeZone: scope.timeZone });
      message = t('app.freeze.failed');
    }
    notifications.show({ message, role: 'status', closeButtonProps: { 'aria-label': t('ui.close') } });
  }, [scope, t]);
}
