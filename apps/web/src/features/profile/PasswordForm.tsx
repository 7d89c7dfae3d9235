import { Button, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { PASSWORD_MIN_LENGTH } from '@tenken/shared/identity.contract';
import { type FormEvent, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { FormError } from '../../ui/FormError.js';
import { changePassword } from './profile.queries.js';

/** Changes one's own password. */
export function PasswordForm() {
  const t = useT();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [state, setState] = useState<'ready' | 'busy' | 'done'>('ready');
  const [error, setError] = useState<unknown>(null);
  const short = next !== '' && next.length < PASSWORD_MIN_LENGTH;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState('busy');
    setError(null);
    try {
      await changePassword({ currentPassword: current, newPassword: next });
      setCurrent('');
      setNext('');
      setState('done');
      announce(t('profile.password.done'));
    } catch (failure) {
      setError(failure);
      setState('ready');
    }
  };
  return (
    <Paper withBorder p="md">
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          <Title order={3} size="h5">
            {t('profile.password')}
          </Title>
          <PasswordInput
            label={t('profile.password.current')}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('profile.password.new')}
            description={t('profile.password.hint', { n: PASSWORD_MIN_LENGTH })}
            autoComplete="new-password"
            value={next}
            error={short ? t('profile.password.short', { n: PASSWORD_MIN_LENGTH - next.length }) : null}
            onChange={(event) => {
              setNext(event.currentTarget.value);
              setState('ready');
            }}
          />
          <FormError error={error} />
          <Group justify="end">
            {state === 'done' && (
              <Text size="sm" c="dimmed">
                {t('profile.password.done')}
              </Text>
            )}
            <Button
              type="submit"
              loading={state === 'busy'}
              disabled={current === '' || next.length < PASSWORD_MIN_LENGTH}
            >
              {t('profile.password.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
