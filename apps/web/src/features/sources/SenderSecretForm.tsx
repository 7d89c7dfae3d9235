import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { sourceKindInfo } from '@tenken/shared/source-kinds';
import type { SourceRow } from '@tenken/shared/sources.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { FormError } from '../../ui/FormError.js';
import { kindName } from './prepareKinds.js';
import { useRenewCredentials } from './sources.queries.js';

/** A secret that is replaced goes on working while the sender is changed over. */
const OVERLAP_HOURS = 24;

/** For secrets that the sender makes and shows: pasted here once the webhook exists over there. */
export function SenderSecretForm({ source }: { source: SourceRow }) {
  const t = useT();
  const save = useRenewCredentials();
  const [secret, setSecret] = useState('');
  const info = sourceKindInfo(source.kind);
  if (info?.secretMadeBy !== 'sender') return null;
  const isSaved = save.isSuccess && secret === '';
  const submit = async () => {
    const overlap = source.hasSecret ? { overlapHours: OVERLAP_HOURS } : {};
    await save.mutateAsync({ id: source.id, secret: secret.trim(), ...overlap });
    setSecret('');
    announce(t('sources.secret.saved'));
  };
  const hint = t(info.credential === 'signature' ? 'sources.secret.hint' : 'sources.secret.optional');
  const isMissing = info.credential === 'signature' && !source.hasSecret && !save.isSuccess;
  return (
    <Stack gap="xs">
      <PasswordInput
        label={t('sources.secret.label', { name: kindName(t, source.kind) })}
        description={isSaved ? t('sources.secret.saved') : hint}
        error={isMissing && secret === '' ? t('sources.secret.missing') : undefined}
        autoComplete="off"
        value={secret}
        maxLength={200}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <FormError error={save.error} />
      <Group justify="end">
        <Button
          variant="default"
          disabled={secret.trim() === ''}
          loading={save.isPending}
          onClick={() => void submit().catch(() => undefined)}
        >
          {t('sources.secret.save')}
        </Button>
      </Group>
    </Stack>
  );
}
