import { Button, Skeleton } from '@mantine/core';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useT } from '../i18n/useT.js';
import { formatDay } from '../time/formatInstant.js';
import { addDays } from '../time/isoDay.js';
import { useNow } from '../time/NowProvider.js';
import { presetOf } from '../time/rangePresets.js';
import { PopoverButton } from '../ui/PopoverButton.js';
import { useScope } from '../url/useScope.js';
import { useFiscalStart } from './useFiscalStart.js';

const loadPanel = () => import('./RangePanel.js');
const RangePanel = lazy(() => loadPanel().then((m) => ({ default: m.RangePanel })));

/** Which days. */
export function RangePicker() {
  const t = useT();
  const now = useNow();
  const scope = useScope();
  const fiscalStart = useFiscalStart();
  const preset = presetOf(scope, now, scope.timeZone, fiscalStart);
  const shown =
    preset === null
      ? t('app.range.days', {
          from: formatDay(scope.from, t.language),
          to: formatDay(addDays(scope.to, -1), t.language),
        })
      : t(`app.range.${preset}`);
  return (
    <PopoverButton
      label={t('app.range')}
      width={400}
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
        <Suspense fallback={<Skeleton height={330} />}>
          <RangePanel preset={preset} fiscalStart={fiscalStart} close={close} />
        </Suspense>
      )}
    </PopoverButton>
  );
}
