import { Button, Skeleton, Switch } from '@mantine/core';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useT } from '../i18n/useT.js';
import { formatDay } from '../time/formatInstant.js';
import { addDays } from '../time/isoDay.js';
import { useNow } from '../time/NowProvider.js';
import { presetOf } from '../time/rangePresets.js';
import { PopoverButton } from '../ui/PopoverButton.js';
import { useScope } from '../url/useScope.js';
import classes from './AppLayout.module.css';

const loadPanel = () => import('./RangePanel.js');
const RangePanel = lazy(() => loadPanel().then((m) => ({ default: m.RangePanel })));

/** Which days, and whether beside the days before. */
export function RangePicker() {
  const t = useT();
  const now = useNow();
  const scope = useScope();
  const preset = presetOf(scope, now, scope.timeZone);
  const shown =
    preset === null
      ? t('app.range.days', {
          from: formatDay(scope.from, t.language),
          to: formatDay(addDays(scope.to, -1), t.language),
        })
      : t(`app.range.${preset}`);
  return (
    <>
      <PopoverButton
        label={t('app.range')}
        width={380}
        button={(props) => (
          <Button
            {...props}
            variant="default"
            size="xs"
            onPointerEnter={() => void loadPanel()}
            leftSection={<IconCalendar size={14} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={t('app.range.button', { range: shown })}
          >
            {shown}
          </Button>
        )}
      >
        {(close) => (
          <Suspense fallback={<Skeleton height={210} />}>
            <RangePanel preset={preset} close={close} />
          </Suspense>
        )}
      </PopoverButton>
      <Switch
        size="xs"
        className={classes.wide}
        label={t('app.compare')}
        title={t('app.compare.hint')}
        checked={scope.compare}
        onChange={(event) => scope.setScope({ compare: event.currentTarget.checked })}
      />
    </>
  );
}
