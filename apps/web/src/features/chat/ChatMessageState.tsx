import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconHelp } from '@tabler/icons-react';
import type { ChatMessage } from '@tenken/shared/chat.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { StateBadge } from '../../ui/StateBadge.js';
import { chatReason } from './chatReason.js';

const SIGNS = {
  sent: { color: 'teal', Icon: IconCheck },
  waiting: { color: 'yellow', Icon: IconClock },
  sending: { color: 'gray', Icon: IconClock },
  failed: { color: 'red', Icon: IconAlertTriangle },
  unknown: { color: 'orange', Icon: IconHelp },
} as const;

/** How a message fared, and why where it did not arrive. */
export function ChatMessageState({ message, timeZone }: { message: ChatMessage; timeZone: string }) {
  const t = useT();
  const { state, error } = message;
  const at = state === 'waiting' ? message.nextTryAt : message.sentAt;
  const time = at === null ? '' : formatInstant(at, { language: t.language, timeZone });
  return (
    <>
      <StateBadge {...SIGNS[state]}>{t(`chat.state.${state}`, { time })}</StateBadge>
      {error !== null && (
        <Text size="xs" c="dimmed">
          {chatReason(error, t)}
        </Text>
      )}
    </>
  );
}
