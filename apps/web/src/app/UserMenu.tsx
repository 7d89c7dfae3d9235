import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { apiSend } from '../api/http.js';
import { useSignedInUser } from '../api/session.js';
import { useT } from '../i18n/useT.js';
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
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('app.user.menu', { name: user.name })}
        >
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={700} c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text size="xs">{user.email}</Text>
          <Text size="xs">{t(`app.role.${user.role}`)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSettings size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/settings/{-$tab}" params={{ tab: 'you' }} />}
        >
          {t('app.user.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('app.user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
