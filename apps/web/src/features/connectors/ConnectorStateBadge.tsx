import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  IconRefresh,
} from '@tabler/icons-react';
import { useT } from '../../i18n/useT.js';
import { StateBadge } from '../../ui/StateBadge.js';
import type { ConnectorState } from './prepareConnectorState.js';

const LOOK = {
  ok: { color: 'teal', Icon: IconCircleCheck },
  running: { color: 'blue', Icon: IconRefresh },
  waiting: { color: 'blue', Icon: IconCircleDashed },
  failing: { color: 'red', Icon: IconAlertTriangle },
  disabled: { color: 'gray', Icon: IconCircleOff },
  sourceDisabled: { color: 'gray', Icon: IconCircleOff },
} as const;

/** The state of a connector in sign, colour and words. */
export function ConnectorStateBadge({ state }: { state: ConnectorState }) {
  const t = useT();
  return <StateBadge {...LOOK[state]}>{t(`connectors.state.${state}`)}</StateBadge>;
}
