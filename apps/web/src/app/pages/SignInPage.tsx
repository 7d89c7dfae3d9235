import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { SessionResponse } from '@tenken/shared/identity.contract';
import { type FormEvent, useState } from 'react';
import { apiSend } from '../../api/http.js';
import { sessionQuery } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { PublicPage } from '../PublicPage.js';
import { safeTarget } from '../safeTarget.js';

const route = getRouteApi('/sign-in');

/** E-mail address and password; goes on to where the person wanted to be. */
export function SignInPage() {
  const t = useT();
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      const body = {
        email: String(form.get('email') ?? '').trim(),
        password: String(form.get('password') ?? ''),
      };
      const { user } = await apiSend('POST', '/api/v1/session', body, SessionResponse, { expect401: true });
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, user);
      router.history.push(safeTarget(next));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <PublicPage title={t('app.signIn.title')}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {next && next !== '/' && error === null && <Alert color="blue">{t('app.signIn.ended')}</Alert>}
          <TextInput
            name="email"
            type="email"
            label={t('app.signIn.email')}
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            name="password"
            label={t('app.signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          <FormError error={error} />
          <Button type="submit" loading={busy} fullWidth>
            {t('app.signIn.submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('app.signIn.help')}
          </Text>
        </Stack>
      </form>
    </PublicPage>
  );
}
