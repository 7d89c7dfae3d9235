import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { PASSWORD_MIN_LENGTH, SessionResponse, SignInLinkResponse } from '@tenken/shared/identity.contract';
import { type FormEvent, useState } from 'react';
import { ApiError, apiGet, apiSend } from '../../api/http.js';
import { sessionQuery } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { PublicPage } from '../PublicPage.js';

const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['sign-in-link', token],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) =>
      apiGet(`/api/v1/sign-in-links/${encodeURIComponent(token)}`, SignInLinkResponse, undefined, {
        signal,
        expect401: true,
      }),
  });

/** What a one-time link opens: the first account, an invitation, or a new password. */
export function WelcomePage() {
  const t = useT();
  const { token = '' } = useSearch({ strict: false }) as { token?: string };
  const link = useQuery({ ...linkQuery(token), enabled: token !== '' });
  const useless =
    token === '' || (link.error instanceof ApiError && link.error.status >= 400 && link.error.status < 500);
  return (
    <PublicPage title={t('app.welcome.title')}>
      {useless ? (
        <Alert
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('app.welcome.invalid')}
          role="alert"
        >
          {t('app.welcome.invalid.hint')}
        </Alert>
      ) : (
        <DataState query={link} skeleton="text">
          {(data) => <AccountForm link={data} token={token} />}
        </DataState>
      )}
    </PublicPage>
  );
}

function AccountForm({ link, token }: { link: SignInLinkResponse; token: string }) {
  const t = useT();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState(link.email ?? '');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reset = link.kind === 'reset';
  const problems = {
    name: !reset && name.trim() === '' ? t('app.welcome.required') : null,
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? null : t('app.welcome.email.wrong'),
    password:
      password.length < PASSWORD_MIN_LENGTH
        ? t('app.welcome.password.short', { n: PASSWORD_MIN_LENGTH - password.length })
        : null,
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== null)) return;
    setBusy(true);
    setError(null);
    try {
      const body = { ...(reset ? {} : { name: name.trim() }), email: email.trim(), password };
      const path = `/api/v1/sign-in-links/${encodeURIComponent(token)}/accept`;
      const { user } = await apiSend('POST', path, body, SessionResponse, { expect401: true });
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, user);
      // The token must not stay in the history.
      router.history.replace('/');
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Text>
          {link.kind === 'first_admin'
            ? t('app.welcome.first')
            : reset
              ? t('app.welcome.reset')
              : t('app.welcome.invite', { role: t(`app.role.${link.role}`) })}
        </Text>
        {!reset && (
          <TextInput
            label={t('app.welcome.name')}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried ? problems.name : null}
            required
            withAsterisk={false}
            data-autofocus
          />
        )}
        <TextInput
          label={t('app.signIn.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          readOnly={link.email !== null}
          error={tried ? problems.email : null}
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t('app.welcome.password')}
          description={t('app.welcome.password.hint', { n: PASSWORD_MIN_LENGTH })}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried ? problems.password : null}
          required
          withAsterisk={false}
        />
        <FormError error={error} />
        <Button type="submit" loading={busy} fullWidth>
          {reset ? t('app.welcome.submit.reset') : t('app.welcome.submit')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('app.welcome.expires', {
            time: formatInstant(link.expiresAt, { language: t.language, timeZone: browserZone }),
          })}
        </Text>
      </Stack>
    </form>
  );
}
