import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { ChatMessageState } from './ChatMessageState.js';
import { reviewChatQuery } from './chat.queries.js';

/** What of a review was told to a chat so far; nothing when nothing was. */
export function ChatHistory({ reviewId, timeZone }: { reviewId: string; timeZone: string }) {
  const t = useT();
  const messages = useQuery(reviewChatQuery(reviewId)).data?.messages ?? [];
  if (messages.length === 0) return null;
  return (
    <section data-print="hidden">
      <Title order={2} size="h4" mt="md" mb="xs">
        {t('chat.sent')}
      </Title>
      <ul>
        {messages.map((message) => (
          <li key={message.id}>
            <Text size="sm" span>
              {t(`chat.send.${message.what}`)}
              {t('ui.listSeparator')}
              {message.isAutomatic ? t('chat.by.close') : (message.createdBy ?? '')}
              {t('ui.listSeparator')}
              {formatInstant(message.createdAt, { language: t.language, timeZone })}{' '}
            </Text>
            <ChatMessageState message={message} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}
