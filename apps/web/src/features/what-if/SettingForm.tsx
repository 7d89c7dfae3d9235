import { Button, Checkbox, Group, SimpleGrid, Stack } from '@mantine/core';
import type { ReplaySettings } from '@tenken/shared/replay.contract';
import { useT } from '../../i18n/useT.js';
import { DurationInput } from './DurationInput.js';
import { GRID_STEPS } from './replay.queries.js';
import { AS_RECORDED, isAsRecorded } from './replaySettings.js';

const GAP_STEPS = [0, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400];

interface Props {
  settings: ReplaySettings;
  onChange(settings: ReplaySettings): void;
}

/** The four things that can be tried. */
export function SettingForm({ settings, onChange }: Props) {
  const t = useT();
  return (
    <Stack component="fieldset" gap="sm" p={0} m={0} bd="none" aria-label={t('whatIf.form')}>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
        <DurationInput
          label={t('whatIf.delay')}
          description={t('whatIf.delay.help')}
          seconds={settings.onDelaySeconds}
          steps={GRID_STEPS}
          onChange={(onDelaySeconds) => onChange({ ...settings, onDelaySeconds })}
        />
        <DurationInput
          label={t('whatIf.hold')}
          description={t('whatIf.hold.help')}
          seconds={settings.offDelaySeconds}
          steps={GRID_STEPS}
          onChange={(offDelaySeconds) => onChange({ ...settings, offDelaySeconds })}
        />
        <DurationInput
          label={t('whatIf.gap')}
          description={t('whatIf.gap.help')}
          seconds={settings.notificationGapSeconds}
          steps={GAP_STEPS}
          onChange={(notificationGapSeconds) => onChange({ ...settings, notificationGapSeconds })}
        />
      </SimpleGrid>
      <Group justify="space-between" align="start">
        <Checkbox
          label={t('whatIf.hours')}
          description={t('whatIf.hours.help')}
          checked={settings.workingHoursOnly}
          onChange={(event) => onChange({ ...settings, workingHoursOnly: event.currentTarget.checked })}
        />
        <Button
          variant="default"
          size="xs"
          disabled={isAsRecorded(settings)}
          onClick={() => onChange(AS_RECORDED)}
        >
          {t('whatIf.reset')}
        </Button>
      </Group>
    </Stack>
  );
}
