import {
  Button,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { LanguageSchema } from '@tenken/shared/identity.contract';
import { DEFAULT_SETTINGS, type Settings } from '@tenken/shared/settings.contract';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { FormError } from '../../ui/FormError.js';
import { TimeZonePicker } from '../../ui/TimeZonePicker.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { PostmortemFields } from './PostmortemFields.js';
import { settingsQuery, updateSettings } from './settings.queries.js';

const SEVERITIES = ['SEV1', 'SEV2', 'SEV3', 'SEV4'] as const;

/** Settings of the installation. */
export function GeneralPanel() {
  const t = useT();
  const settings = useQuery(settingsQuery);
  return (
    <Stack maw={720}>
      <Title order={2} size="h4">
        {t('settings.general')}
      </Title>
      <DataState query={settings} skeleton="text">
        {(data) => <SettingsForm key={JSON.stringify(data)} saved={data} />}
      </DataState>
    </Stack>
  );
}

function SettingsForm({ saved }: { saved: Settings }) {
  const t = useT();
  const isAdmin = useMay('admin');
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [fields, setFields] = useState(saved);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const changed = JSON.stringify(fields) !== JSON.stringify(saved);

  const store = async (settings: Settings) => {
    queryClient.setQueryData(settingsQuery.queryKey, await updateSettings(settings));
    // the names of periods and the figures that are cut by them
    await queryClient.invalidateQueries({ queryKey: ['settings', 'fiscal-year'] });
    await queryClient.invalidateQueries({ queryKey: ['metrics'] });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await store(fields);
      undoable({ message: t('settings.saved'), undo: () => store(saved), redo: () => store(fields) });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack>
        {!isAdmin && (
          <Text size="sm" c="dimmed">
            {t('settings.readOnly')}
          </Text>
        )}
        <Fieldset legend={t('settings.defaults')} disabled={!isAdmin}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={t('settings.defaultLanguage')}
              description={t('settings.defaultLanguage.hint')}
              value={fields.defaultLanguage}
              data={[
                { value: 'en', label: 'English' },
                { value: 'ja', label: '日本語' },
              ]}
              onChange={(event) =>
                setFields({ ...fields, defaultLanguage: LanguageSchema.parse(event.currentTarget.value) })
              }
            />
            <TimeZonePicker
              label={t('settings.defaultTimeZone')}
              description={t('settings.defaultTimeZone.hint')}
              value={fields.defaultTimeZone}
              onChange={(zone) => zone && setFields({ ...fields, defaultTimeZone: zone })}
            />
          </SimpleGrid>
        </Fieldset>
        <Fieldset legend={t('settings.calendar')} disabled={!isAdmin}>
          <NativeSelect
            label={t('settings.fiscalYear')}
            description={t('settings.fiscalYear.hint')}
            value={String(fields.fiscalYearStartsIn)}
            data={monthNames(t.language).map((label, index) => ({ value: String(index + 1), label }))}
            onChange={(event) =>
              setFields({ ...fields, fiscalYearStartsIn: Number(event.currentTarget.value) })
            }
            styles={{ wrapper: { maxWidth: 180 } }}
          />
        </Fieldset>
        <Fieldset legend={t('settings.targets')} disabled={!isAdmin}>
          <Group gap={4} mb="xs">
            <Text size="sm" c="dimmed">
              {t('settings.targets.hint')}
            </Text>
            <DefinitionButton definitionKey="on_time_rate" />
          </Group>
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            {SEVERITIES.map((severity) => (
              <NumberInput
                key={severity}
                label={severity}
                suffix={t('settings.days.suffix')}
                min={1}
                max={3650}
                allowDecimal={false}
                value={fields.actionItemTargetDays[severity]}
                onChange={(value) => {
                  if (typeof value !== 'number') return;
                  const targets = { ...fields.actionItemTargetDays, [severity]: value };
                  setFields({ ...fields, actionItemTargetDays: targets });
                }}
              />
            ))}
          </SimpleGrid>
        </Fieldset>
        <Fieldset legend={t('settings.recurrence')} disabled={!isAdmin}>
          <NumberInput
            label={t('settings.lookBack')}
            description={t('settings.lookBack.hint')}
            suffix={t('settings.days.suffix')}
            min={1}
            max={3650}
            allowDecimal={false}
            styles={{ wrapper: { maxWidth: 180 } }}
            value={fields.recurrenceLookBackDays}
            onChange={(value) => {
              if (typeof value === 'number') setFields({ ...fields, recurrenceLookBackDays: value });
            }}
          />
        </Fieldset>
        <Fieldset legend={t('settings.postmortems')} disabled={!isAdmin}>
          <PostmortemFields
            value={fields.postmortemCriteria}
            onChange={(postmortemCriteria) => setFields({ ...fields, postmortemCriteria })}
          />
        </Fieldset>
        <FormError error={error} />
        {isAdmin && (
          <Group justify="space-between">
            <Button variant="subtle" color="gray" onClick={() => setFields(DEFAULT_SETTINGS)}>
              {t('settings.useDefaults')}
            </Button>
            <Button type="submit" loading={busy} disabled={!changed}>
              {t('ui.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** `January` … `December`, `1月` … `12月`. */
function monthNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2026, month, 1))));
}
