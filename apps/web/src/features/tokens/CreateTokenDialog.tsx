import { Checkbox, Radio, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type TokenScope, TokenScopeSchema } from '@tenken/shared/identity.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useNow } from '../../time/NowProvider.js';
import { FormModal } from '../../ui/FormModal.js';
import { SecretOnce } from '../../ui/SecretOnce.js';
import { createToken } from './tokens.queries.js';

const LIVES = ['30', '90', '365', 'never'] as const;
type Life = (typeof LIVES)[number];
const DAY_MS = 86_400_000;

/** Makes a token and shows it this once. */
export function CreateTokenDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const t = useT();
  const now = useNow();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<TokenScope[]>(['read']);
  const [life, setLife] = useState<Life>('never');
  const [made, setMade] = useState<string | null>(null);
  const close = () => {
    setMade(null);
    setName('');
    setScopes(['read']);
    setLife('never');
    onClose();
  };
  return (
    <FormModal
      opened={opened}
      onClose={close}
      title={t('tokens.create')}
      submitLabel={t('tokens.create.submit')}
      disabled={name.trim() === '' || scopes.length === 0}
      keepOpen
      onSubmit={async () => {
        const expiresAt =
          life === 'never' ? undefined : new Date(now.getTime() + Number(life) * DAY_MS).toISOString();
        const { token } = await createToken({
          name: name.trim(),
          scopes,
          ...(expiresAt ? { expiresAt } : {}),
        });
        setMade(token);
        await queryClient.invalidateQueries({ queryKey: ['tokens'] });
      }}
      done={
        made && (
          <SecretOnce
            label={t('tokens.secret')}
            value={made}
            hint={t('tokens.secret.hint')}
            onClose={close}
          />
        )
      }
    >
      <TextInput
        label={t('tokens.name')}
        description={t('tokens.name.hint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
        required
        withAsterisk={false}
        data-autofocus
      />
      <Checkbox.Group
        label={t('tokens.scopes')}
        value={scopes}
        onChange={(values) => setScopes(TokenScopeSchema.array().parse(values))}
      >
        <Stack gap={6} mt={6}>
          {TokenScopeSchema.options.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={t(`tokens.scope.${scope}`)}
              description={t(`tokens.scope.${scope}.hint`)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Radio.Group
        label={t('tokens.expires')}
        value={life}
        onChange={(value) => setLife(LIVES.find((one) => one === value) ?? 'never')}
      >
        <Stack gap={6} mt={6}>
          {LIVES.map((one) => (
            <Radio
              key={one}
              value={one}
              label={one === 'never' ? t('tokens.noExpiry') : t('tokens.days', { n: Number(one) })}
            />
          ))}
        </Stack>
      </Radio.Group>
    </FormModal>
  );
}
