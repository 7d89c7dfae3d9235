import { Badge, Group } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCheck, IconHourglass, IconPlayerPlay } from '@tabler/icons-react';
import type { ImportStage } from '@tenken/shared/imports.contract';
import { useT } from '../../i18n/useT.js';

const LOOKS = {
  queued: { color: 'gray', Icon: IconHourglass },
  running: { color: 'blue', Icon: IconPlayerPlay },
  done: { color: 'teal', Icon: IconCheck },
  failed: { color: 'red', Icon: IconAlertTriangle },
  cancelled: { color: 'gray', Icon: IconBan },
} as const;

/** State of an import by sign and word. */
export function ImportStageBadge({ stage, dryRun }: { stage: ImportStage; dryRun: boolean }) {
  const t = useT();
  const { color, Icon } = LOOKS[stage];
  return (
    <Group gap={6} wrap="nowrap">
      <Badge
        variant="light"
        color={color}
        tt="none"
        miw="max-content"
        leftSection={<Icon size={12} aria-hidden />}
      >
        {t(`imports.stage.${stage}`)}
      </Badge>
      {dryRun && (
        <Badge variant="outline" color="gray" tt="none" miw="max-content">
          {t('imports.dryRun')}
        </Badge>
      )}
    </Group>
  );
}
