import { Button, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Invite } from '@tenken/shared/identity.contract';
import { useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { useNow } from '../../time/NowProvider.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import { invitesQuery, revokeInvite } from './users.queries.js';

/** Invitations that are still open; used and expired ones are in the audit log. */
export function InviteList() {
  const t = useT();
  const now = useNow();
  const invites = useQuery(invitesQuery);
  return (
    <Stack gap="xs" mt="md">
      <Title order={3} size="h5">
        {t('users.invites')}
      </Title>
      <DataState query={invites} skeleton="text">
        {(all) => <OpenInvites invites={all.filter((invite) => isOpen(invite, now))} />}
      </DataState>
    </Stack>
  );
}

function isOpen(invite: Invite, now: Date): boolean {
  return invite.usedAt === null && new Date(invite.expiresAt) > now;
}

function OpenInvites({ invites }: { invites: readonly Invite[] }) {
  const t = useT();
  const timeZone = useReadersTimeZone();
  const queryClient = useQueryClient();
  const [revoking, setRevoking] = useState<Invite | null>(null);
  const columns = useMemo(
    (): DataColumn<Invite>[] => [
      { key: 'email', header: t('users.email'), rowHeader: true, cell: (invite) => invite.email },
      { key: 'role', header: t('users.role'), cell: (invite) => t(`app.role.${invite.role}`) },
      {
        key: 'expires',
        header: t('users.invites.expires'),
        cell: (invite) => formatInstant(invite.expiresAt, { language: t.language, timeZone }),
      },
      {
        key: 'actions',
        header: t('users.actions'),
        hideHeader: true,
        align: 'right',
        cell: (invite) => (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('users.invites.revokeOf', { email: invite.email })}
            onClick={() => setRevoking(invite)}
          >
            {t('users.invites.revoke')}
          </Button>
        ),
      },
    ],
    [t, timeZone],
  );
  if (invites.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('users.invites.none')}
      </Text>
    );
  }
  return (
    <>
      <DataTable
        label={t('users.invites')}
        rows={invites}
        rowId={(invite) => invite.id}
        columns={columns}
        pageKeys={false}
      />
      <ConfirmDialog
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('users.invites.revokeOf', { email: revoking?.email ?? '' })}
        confirmLabel={t('users.invites.revoke')}
        danger
        onConfirm={async () => {
          if (revoking) await revokeInvite(revoking.id);
          await queryClient.invalidateQueries({ queryKey: ['users'] });
        }}
      >
        {t('users.invites.revoke.hint')}
      </ConfirmDialog>
    </>
  );
}
