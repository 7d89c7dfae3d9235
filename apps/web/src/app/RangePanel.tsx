import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../i18n/useT.js';
import { addDays, isIsoDay } from '../time/isoDay.js';
import { useNow } from '../time/NowProvider.js';
import { DEFAULT_RANGE_PRESET, type RangePreset, resolvePreset } from '../time/rangePresets.js';
import { TimeZonePicker } from '../ui/TimeZonePicker.js';
import { useScope } from '../url/useScope.js';
import { RangePresetChips } from './RangePresetChips.js';

interface Props {
  preset: RangePreset | null;
  /** 4 = April */
  fiscalStart: number;
  close(): void;
}

/** The inside of the range picker. People choose the last day; the address keeps the day after it. */
export function RangePanel({ preset, fiscalStart, close }: Props) {
  const t = useT();
  const now = useNow();
  const scope = useScope();
  const [days, setDays] = useState({ from: scope.from, last: addDays(scope.to, -1) });
  const wrong = !isIsoDay(days.from) || !isIsoDay(days.last) || days.last < days.from;
  const choose = (chosen: RangePreset) => {
    // The default moves with the days, so it is not written.
    if (chosen === DEFAULT_RANGE_PRESET) scope.setScope({ range: 'default' });
    else scope.setScope(resolvePreset(chosen, now, scope.timeZone, fiscalStart));
    close();
  };
  return (
    <Stack gap="sm">
      <RangePresetChips
        value={preset}
        fiscalStart={fiscalStart}
        now={now}
        timeZone={scope.timeZone}
        onChange={choose}
      />
      <Group grow align="start">
        <TextInput
          type="date"
          size="xs"
          label={t('app.range.from')}
          value={days.from}
          onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('app.range.to')}
          value={days.last}
          error={wrong ? t('app.range.wrong') : null}
          onChange={(event) => setDays({ ...days, last: event.currentTarget.value })}
        />
      </Group>
      <Group justify="space-between" align="end">
        <TimeZonePicker
          label={t('app.range.zone.label')}
          value={scope.timeZone}
          onChange={(timeZone) => timeZone && scope.setScope({ timeZone })}
        />
        <Button
          size="xs"
          disabled={wrong}
          onClick={() => {
            scope.setScope({ from: days.from, to: addDays(days.last, 1) });
            close();
          }}
        >
          {t('app.range.apply')}
        </Button>
      </Group>
    </Stack>
  );
}
