import { Text } from '@mantine/core';
import type { ResetLinkCreatedResponse, UserRow } from '@tenken/shared/identity.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { FormModal } from '../../ui/FormModal.js';
import { SecretOnce } from '../../ui/SecretOnce.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import { createResetLink } from './users.queries.js';

/** Makes a link with which a person sets a new password, and shows it this once. */
export function ResetLinkDialog({ user, onClose }: { user: UserRow | null; onClose(): void }) {
  const t = useT();
  const timeZone = useReadersTimeZone();
  const [made, setMade] = useState<ResetLinkCreatedResponse | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  const name = user?.name ?? '';
  return (
    <FormModal
      opened={user !== null}
      onClose={close}
      title={t('users.resetOf', { name })}
      submitLabel={t('users.reset.submit')}
      keepOpen
      onSubmit={async () => {
        if (user) setMade(await createResetLink(user.id));
      }}
      done={
        made && (
          <SecretOnce
            label={t('users.reset.link')}
            value={made.url}
            hint={t('users.reset.once', {
              name,
              time: formatInstant(made.expiresAt, { language: t.language, timeZone }),
            })}
            onClose={close}
          />
        )
      }
    >
      <Text size="sm">{t('users.reset.hint', { name })}</Text>
    </FormModal>
  );
}
