import { Badge } from '@mantine/core';
import { IconCircleCheck, IconCopy, IconHourglass, IconLock, IconTrash } from '@tabler/icons-react';
import type { DeliveryState } from '@tenken/shared/deliveries.contract';
import { useT } from '../../i18n/useT.js';

const LOOK = {
  pending: { color: 'blue', Icon: IconHourglass },
  done: { color: 'teal', Icon: IconCircleCheck },
  duplicate: { color: 'gray', Icon: IconCopy },
  quarantined: { color: 'red', Icon: IconLock },
  discarded: { color: 'gray', Icon: IconTrash },
} as const;

/** The state of a delivery in sign, colour and words. */
export function DeliveryStateBadge({ state }: { state: DeliveryState }) {
  const t = useT();
  const { color, Icon } = LOOK[state];
  return (
    <Badge
      color={color}
      variant="light"
      tt="none"
      leftSection={<Icon size={14} aria-hidden />}
      styles={{ root: { maxWidth: 'none' }, label: { overflow: 'visible' } }}
    >
      {t(`deliveries.state.${state}`)}
    </Badge>
  );
}
