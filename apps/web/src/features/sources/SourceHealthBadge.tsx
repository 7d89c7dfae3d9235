import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  IconClockPause,
  IconHourglass,
} from '@tabler/icons-react';
import { useT } from '../../i18n/useT.js';
import { StateBadge } from '../../ui/StateBadge.js';
import type { SourceHealth } from './prepareSourceHealth.js';

const LOOK = {
  fresh: { color: 'teal', Icon: IconCircleCheck },
  silent: { color: 'yellow', Icon: IconClockPause },
  waiting: { color: 'blue', Icon: IconCircleDashed },
  errors: { color: 'red', Icon: IconAlertTriangle },
  backlog: { color: 'orange', Icon: IconHourglass },
  disabled: { color: 'gray', Icon: IconCircleOff },
  local: { color: 'gray', Icon: IconCircleDashed },
} as const;

/** The state of a source in sign, colour and words. */
export function SourceHealthBadge({ health }: { health: SourceHealth }) {
  const t = useT();
  return <StateBadge {...LOOK[health]}>{t(`sources.health.${health}`)}</StateBadge>;
}
