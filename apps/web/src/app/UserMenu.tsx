import { ActionIcon, Button, Stack, Text } from '@mantine/core';
import { IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { apiSend } from '../api/http.js';
import { sessionQuery, useSignedInUser } from '../api/session.js';
import { useT } from '../i18n/useT.js';
import { PopoverButton } from '../ui/PopoverButton.js';
import { forgetUndo } from '../ui/undoToast.js';

/** Who is signed in, their settings, and the way out. */
export function UserMenu() {
  const t = useT();
  const user = useSignedInUser();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  if (!user) return null;
  const signOut = async () => {
    // Signed out here even when the server cannot be reached: nothing of the person may stay on the screen.
    await apiSend('DELETE', '/api/v1/session', undefined, z.undefined(), { expect401: true }).catch(() => {});
    forgetUndo();
    // The page goes first: what it shows would otherwise be asked for again, by a stranger.
    queryClient.setQueryData(sessionQuery.queryKey, null);
    await navigate({ to: '/sign-in' });
    queryClient.clear();
  };
  const name = t('app.user.menu', { name: user.name });
  return (
    <PopoverButton
      label={name}
      width={230}
      button={(props) => (
        <ActionIcon {...props} variant="subtle" color="gray" size={32} aria-label={name} title={name}>
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      )}
    >
      {(close) => (
        <Stack gap={4}>
          <Text size="sm" fw={700}>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed">
            {user.email}
            {t('ui.listSeparator')}
            {t(`app.role.${user.role}`)}
          </Text>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            justify="start"
            leftSection={<IconSettings size={16} aria-hidden />}
            onClick={() => close()}
            renderRoot={(props: object) => <Link {...props} to="/settings/{-$tab}" params={{ tab: 'you' }} />}
          >
            {t('app.user.settings')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            justify="start"
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void signOut()}
          >
            {t('app.user.signOut')}
          </Button>
        </Stack>
      )}
    </PopoverButton>
  );
}
