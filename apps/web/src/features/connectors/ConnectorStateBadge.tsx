import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  IconRefresh,
} from '@tabler/icons-react';
import { useT } from '../../i18n/useT.js';
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
  const { color, Icon } = LOOK[state];
  return (
    <Badge
      color={color}
      variant="light"
      tt="none"
      leftSection={<Icon size={14} aria-hidden />}
      styles={{ root: { maxWidth: 'none' }, label: { overflow: 'visible' } }}
    >
      {t(`connectors.state.${state}`)}
    </Badge>
  );
}
