import { Badge, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Role, RoleSchema, type UserRow } from '@tenken/shared/identity.contract';
import { useMemo, useState } from 'react';
import { useMay, useSignedInUser } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import { InviteDialog } from './InviteDialog.js';
import { InviteList } from './InviteList.js';
import { ResetLinkDialog } from './ResetLinkDialog.js';
import { updateUser, usersQuery } from './users.queries.js';

/** Everyone with an account: roles, invitations, links for a new password, disabling. */
export function PeoplePanel() {
  const t = useT();
  const people = useQuery(usersQuery);
  const isAdmin = useMay('admin');
  const [inviting, setInviting] = useState(false);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('users.title')}
        </Title>
        {isAdmin && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
            {t('users.invite')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t(isAdmin ? 'users.hint' : 'users.hint.readOnly')}
      </Text>
      <DataState query={people}>{(rows) => <PeopleTable people={rows} />}</DataState>
      {isAdmin && <InviteList />}
      <InviteDialog opened={inviting} onClose={() => setInviting(false)} />
    </Stack>
  );
}

function PeopleTable({ people }: { people: readonly UserRow[] }) {
  const t = useT();
  const isAdmin = useMay('admin');
  const me = useSignedInUser()?.id;
  const timeZone = useReadersTimeZone();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [error, setError] = useState<unknown>(null);
  const [resetting, setResetting] = useState<UserRow | null>(null);
  const columns = useMemo((): DataColumn<UserRow>[] => {
    const refresh = () => queryClient.invalidateQueries({ queryKey: ['users'] });
    const change = async (user: UserRow, to: { role?: Role; disabled?: boolean }, message: string) => {
      setError(null);
      const back = { role: user.role, disabled: user.disabledAt !== null };
      try {
        await updateUser(user.id, to);
        undoable({
          message,
          undo: async () => {
            await updateUser(user.id, back);
            await refresh();
          },
        });
      } catch (failure) {
        setError(failure);
      }
      await refresh();
    };
    const readOnly: DataColumn<UserRow>[] = [
      {
        key: 'name',
        header: t('users.name'),
        rowHeader: true,
        sortValue: (user) => user.name.toLowerCase(),
        cell: (user) => (
          <>
            <Group gap={6} miw={170}>
              <span>{user.name}</span>
              {user.id === me && (
                <Badge variant="light" color="gray">
                  {t('users.you')}
                </Badge>
              )}
              {user.disabledAt !== null && (
                <Badge variant="outline" color="gray">
                  {t('users.disabled')}
                </Badge>
              )}
            </Group>
            <Text size="xs" c="dimmed" fw={400}>
              {user.email}
            </Text>
          </>
        ),
      },
      {
        key: 'role',
        header: t('users.role'),
        sortValue: (user) => user.role,
        cell: (user) =>
          isAdmin && user.disabledAt === null ? (
            <NativeSelect
              size="xs"
              w={140}
              aria-label={t('users.roleOf', { name: user.name })}
              value={user.role}
              data={RoleSchema.options.map((role) => ({ value: role, label: t(`app.role.${role}`) }))}
              onChange={(event) => {
                const role = RoleSchema.parse(event.currentTarget.value);
                const values = { name: user.name, role: t(`app.role.${role}`) };
                void change(user, { role }, t('users.roleChanged', values));
              }}
            />
          ) : (
            t(`app.role.${user.role}`)
          ),
      },
      {
        key: 'seen',
        header: t('users.lastSeen'),
        sortValue: (user) => user.lastSeenAt,
        descendingFirst: true,
        cell: (user) => (
          <span style={{ whiteSpace: 'nowrap' }}>
            {user.lastSeenAt === null
              ? t('users.never')
              : formatInstant(user.lastSeenAt, { language: t.language, timeZone })}
          </span>
        ),
      },
    ];
    if (!isAdmin) return readOnly;
    return [
      ...readOnly,
      {
        key: 'actions',
        header: t('users.actions'),
        hideHeader: true,
        cell: (user) => (
          <Group gap={6} wrap="nowrap" justify="end">
            {user.disabledAt === null && user.id !== me && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('users.resetOf', { name: user.name })}
                onClick={() => setResetting(user)}
              >
                {t('users.reset')}
              </Button>
            )}
            {user.id !== me && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t(user.disabledAt === null ? 'users.disableOf' : 'users.enableOf', {
                  name: user.name,
                })}
                onClick={() => {
                  const disabled = user.disabledAt === null;
                  const key = disabled ? 'users.wasDisabled' : 'users.wasEnabled';
                  void change(user, { disabled }, t(key, { name: user.name }));
                }}
              >
                {t(user.disabledAt === null ? 'users.disable' : 'users.enable')}
              </Button>
            )}
          </Group>
        ),
      },
    ];
  }, [t, isAdmin, me, timeZone, queryClient, undoable]);
  return (
    <>
      <FormError error={error} />
      <DataTable
        label={t('users.title')}
        rows={people}
        rowId={(user) => user.id}
        rowLabel={(user) => user.name}
        columns={columns}
      />
      <ResetLinkDialog user={resetting} onClose={() => setResetting(null)} />
    </>
  );
}
