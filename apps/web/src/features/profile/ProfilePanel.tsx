import { Button, Group, NativeSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { LanguageSchema, type User } from '@tenken/shared/identity.contract';
import { type FormEvent, useState } from 'react';
import { sessionQuery, useSignedInUser } from '../../api/session.js';
import { useLanguage } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { TimeZonePicker } from '../../ui/TimeZonePicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { BrowserSettings } from './BrowserSettings.js';
import { PasswordForm } from './PasswordForm.js';
import { updateProfile } from './profile.queries.js';

/** What a person sets for themself. */
export function ProfilePanel() {
  const { t } = useLanguage();
  const user = useSignedInUser();
  if (user === null) return null;
  return (
    <Stack maw={640}>
      <Title order={2} size="h4">
        {t('profile.title')}
      </Title>
      <ProfileForm key={user.id} user={user} />
      <BrowserSettings />
      <PasswordForm />
    </Stack>
  );
}

function ProfileForm({ user }: { user: User }) {
  const { t, setLanguage } = useLanguage();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [name, setName] = useState(user.name);
  const [language, setOwnLanguage] = useState<string>(user.language ?? '');
  const [timeZone, setTimeZone] = useState<string | null>(user.timeZone);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const chosen = LanguageSchema.nullable().parse(language === '' ? null : language);
  const changed = name.trim() !== user.name || chosen !== user.language || timeZone !== user.timeZone;

  const save = async (profile: Pick<User, 'name' | 'language' | 'timeZone'>) => {
    const { user: saved } = await updateProfile(profile);
    queryClient.setQueryData(sessionQuery.queryKey, saved);
    setName(saved.name);
    setOwnLanguage(saved.language ?? '');
    setTimeZone(saved.timeZone);
    if (saved.language) await setLanguage(saved.language);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const before = { name: user.name, language: user.language, timeZone: user.timeZone };
    try {
      await save({ name: name.trim(), language: chosen, timeZone });
      undoable({ message: t('profile.saved'), undo: () => save(before) });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Paper withBorder p="md">
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t('profile.name')}
            description={t('profile.name.hint')}
            autoComplete="name"
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('profile.email')}
            description={t('profile.email.hint')}
            value={user.email}
            readOnly
          />
          <NativeSelect
            label={t('profile.language')}
            value={language}
            data={[
              { value: '', label: t('profile.language.browser') },
              { value: 'en', label: 'English' },
              { value: 'ja', label: '日本語' },
            ]}
            onChange={(event) => setOwnLanguage(event.currentTarget.value)}
          />
          <TimeZonePicker
            label={t('profile.timeZone')}
            description={t('profile.timeZone.hint')}
            placeholder={t('profile.timeZone.browser')}
            value={timeZone}
            onChange={setTimeZone}
            clearable
          />
          <FormError error={error} />
          <Group justify="end">
            <Button type="submit" loading={busy} disabled={!changed || name.trim() === ''}>
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
