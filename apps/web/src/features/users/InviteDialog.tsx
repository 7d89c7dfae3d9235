import { Radio, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type InviteCreatedResponse, type Role, RoleSchema } from '@tenken/shared/identity.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { FormModal } from '../../ui/FormModal.js';
import { SecretOnce } from '../../ui/SecretOnce.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import { createInvite } from './users.queries.js';

/** Makes an invitation and shows its link this once. */
export function InviteDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useT();
  const timeZone = useReadersTimeZone();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [made, setMade] = useState<InviteCreatedResponse | null>(null);
  const close = () => {
    setMade(null);
    setEmail('');
    onClose();
  };
  return (
    <FormModal
      opened={opened}
      onClose={close}
      title={t('users.invite')}
      submitLabel={t('users.invite.submit')}
      disabled={!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())}
      keepOpen
      onSubmit={async () => {
        setMade(await createInvite({ email: email.trim(), role }));
        await queryClient.invalidateQueries({ queryKey: ['users'] });
      }}
      done={
        made && (
          <SecretOnce
            label={t('users.invite.link')}
            value={made.url}
            hint={t('users.invite.once', {
              email: email.trim(),
              time: formatInstant(made.expiresAt, { language: t.language, timeZone }),
            })}
            onClose={close}
          />
        )
      }
    >
      <TextInput
        type="email"
        label={t('users.email')}
        description={t('users.invite.hint')}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        required
        withAsterisk={false}
        data-autofocus
      />
      <Radio.Group
        label={t('users.role')}
        value={role}
        onChange={(value) => setRole(RoleSchema.parse(value))}
      >
        <Stack gap={6} mt={6}>
          {RoleSchema.options.map((name) => (
            <Radio
              key={name}
              value={name}
              label={t(`app.role.${name}`)}
              description={t(`users.role.${name}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </FormModal>
  );
}
