import { Button, Chip, Group, Popover, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/useT.js';
import { formatDay, zoneName } from '../time/formatInstant.js';
import { addDays, isIsoDay } from '../time/isoDay.js';
import { useNow } from '../time/NowProvider.js';
import { DEFAULT_RANGE_PRESET, presetOf, RANGE_PRESETS, resolvePreset } from '../time/rangePresets.js';
import { useScope } from '../url/useScope.js';

/** Which days, and whether beside the days before. People choose the last day; the address keeps the day after it. */
export function RangePicker() {
  const t = useT();
  const now = useNow();
  const scope = useScope();
  const [opened, setOpened] = useState(false);
  const lastDay = addDays(scope.to, -1);
  const [days, setDays] = useState({ from: scope.from, last: lastDay });
  useEffect(() => setDays({ from: scope.from, last: addDays(scope.to, -1) }), [scope.from, scope.to]);
  const preset = presetOf(scope, now, scope.timeZone);
  const shown =
    preset === null
      ? t('app.range.days', { from: formatDay(scope.from, t.language), to: formatDay(lastDay, t.language) })
      : t(`app.range.${preset}`);
  const wrong = !isIsoDay(days.from) || !isIsoDay(days.last) || days.last < days.from;
  return (
    <>
      <Popover opened={opened} onChange={setOpened} width={360} position="bottom-start" shadow="md" withRoles>
        <Popover.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconCalendar size={14} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={t('app.range.button', { range: shown })}
            onClick={() => setOpened((open) => !open)}
          >
            {shown}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('app.range')}>
          <Stack gap="sm">
            <Chip.Group
              value={preset}
              onChange={(value) => {
                const chosen = RANGE_PRESETS.find((name) => name === value);
                if (!chosen) return;
                // The default moves with the days, so it is not written.
                if (chosen === DEFAULT_RANGE_PRESET) scope.setScope({ range: 'default' });
                else scope.setScope(resolvePreset(chosen, now, scope.timeZone));
                setOpened(false);
              }}
            >
              <Group gap={6}>
                {RANGE_PRESETS.map((name) => (
                  <Chip key={name} value={name} size="xs" variant="outline">
                    {t(`app.range.${name}`)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            <Group grow>
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
                onChange={(event) => setDays({ ...days, last: event.currentTarget.value })}
              />
            </Group>
            {wrong && (
              <Text size="sm" c="var(--mantine-color-error)" role="alert">
                {t('app.range.wrong')}
              </Text>
            )}
            <Group justify="space-between">
              <Text size="xs" c="dimmed">
                {t('app.range.zone', { zone: `${scope.timeZone} (${zoneName(scope.timeZone, now)})` })}
              </Text>
              <Button
                size="xs"
                disabled={wrong}
                onClick={() => {
                  scope.setScope({ from: days.from, to: addDays(days.last, 1) });
                  setOpened(false);
                }}
              >
                {t('app.range.apply')}
              </Button>
            </Group>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Switch
        size="xs"
        label={t('app.compare')}
        title={t('app.compare.hint')}
        checked={scope.compare}
        onChange={(event) => scope.setScope({ compare: event.currentTarget.checked })}
      />
    </>
  );
}
