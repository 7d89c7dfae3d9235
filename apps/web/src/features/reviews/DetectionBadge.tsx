import { Badge } from '@mantine/core';
import { IconBell, IconBellOff, IconBellRinging, IconHelp } from '@tabler/icons-react';
import type { Detection } from '@tenken/shared/review-agenda.contract';
import { useT } from '../../i18n/useT.js';

const LOOKS = {
  caught: { colour: 'teal', icon: IconBellRinging },
  late: { colour: 'orange', icon: IconBell },
  missed: { colour: 'red', icon: IconBellOff },
  unknown: { colour: 'gray', icon: IconHelp },
} as const;

/** How an incident came to light, as sign, colour and word. */
export function DetectionBadge({ detection }: { detection: Detection }) {
  const t = useT();
  const { colour, icon: Icon } = LOOKS[detection];
  return (
    <Badge
      variant="light"
      color={colour}
      leftSection={<Icon size={12} aria-hidden />}
      tt="none"
      fw={700}
      miw="max-content"
    >
      {t(`reviews.detection.${detection}`)}
    </Badge>
  );
}
