import { IconCircleCheck, IconCopy, IconHourglass, IconLock, IconTrash } from '@tabler/icons-react';
import type { DeliveryState } from '@tenken/shared/deliveries.contract';
import { useT } from '../../i18n/useT.js';
import { StateBadge } from '../../ui/StateBadge.js';

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
  return <StateBadge {...LOOK[state]}>{t(`deliveries.state.${state}`)}</StateBadge>;
}
