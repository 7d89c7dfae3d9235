import { Alert, Anchor, Button, Menu, Stack, Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChatText } from '@tenken/shared/chat.contract';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { reviewChatQuery, sendToChat } from './chat.queries.js';
import { chatReason } from './chatReason.js';

interface Props {
  reviewId: string;
  mayWrite: boolean;
}

/** Sends a review to the chat of its team: one menu, no dialog; how it went is said where it was pressed. */
export function SendToChat({ reviewId, mayWrite }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const query = useQuery(reviewChatQuery(reviewId));
  const send = useMutation({
    mutationFn: ({ teamId, what, clientId }: { teamId: string; what: ChatText; clientId: string }) =>
      sendToChat(reviewId, { teamId, what, clientId }),
    onSuccess: (message, { teamId }) => {
      const team = query.data?.webhooks.find((webhook) => webhook.teamId === teamId)?.teamName ?? '';
      if (message.state === 'sent') announce(t('chat.send.done', { team }));
      void queryClient.invalidateQueries({ queryKey: ['chat-messages', reviewId] });
    },
  });
  const { webhooks = [] } = query.data ?? {};
  if (query.data === undefined || !mayWrite) return null;
  const failed = send.data?.state === 'failed' || send.data?.state === 'unknown' ? send.data : null;
  const team = webhooks.find(({ teamId }) => teamId === send.data?.teamId)?.teamName ?? '';
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={send.isPending}
            leftSection={<IconMessage size={14} aria-hidden />}
          >
            {t('chat.send')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {webhooks.map((webhook) => (
            <div key={webhook.teamId}>
              <Menu.Label>{t('chat.send.to', { team: webhook.teamName, host: webhook.host })}</Menu.Label>
              {ChatText.options.map((what) => (
                <Menu.Item
                  key={what}
                  onClick={() => send.mutate({ teamId: webhook.teamId, what, clientId: crypto.randomUUID() })}
                >
                  {t(`chat.send.${what}`)}
                  <Text size="xs" c="dimmed">
                    {t(`chat.send.${what}.hint`)}
                  </Text>
                </Menu.Item>
              ))}
            </div>
          ))}
          {webhooks.length === 0 && (
            <Stack gap={4} p="xs" maw={260}>
              <Text size="sm">{t('chat.send.none')}</Text>
              <Anchor
                size="sm"
                renderRoot={(props: object) => (
                  <Link {...props} to="/settings/{-$tab}" params={{ tab: 'chat' }} />
                )}
              >
                {t('chat.send.setUp')}
              </Anchor>
            </Stack>
          )}
        </Menu.Dropdown>
      </Menu>
      {send.data?.state === 'sent' && (
        <Text size="sm" c="var(--tone-teal)" role="status">
          {t('chat.send.done', { team })}
        </Text>
      )}
      {failed?.error && (
        <Alert color={failed.state === 'failed' ? 'red' : 'orange'} role="alert" w="100%">
          {t(failed.state === 'failed' ? 'chat.send.failed' : 'chat.send.unknown', {
            reason: chatReason(failed.error, t),
          })}
        </Alert>
      )}
      {send.error !== null && (
        <Alert color="red" role="alert" w="100%">
          {errorMessage(send.error, t)}
        </Alert>
      )}
    </>
  );
}
