import { SegmentedControl, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useT } from '../../i18n/useT.js';
import { TimeZonePicker } from '../../ui/TimeZonePicker.js';
import { expressionsOf, type MappingDraft, type MappingField } from './mappingDraft.js';

interface Props {
  draft: MappingDraft;
  onChange(draft: MappingDraft): void;
  /** in words, by field */
  errors: Partial<Record<MappingField, string>>;
}

/** Examples; expressions are the same in every language. */
const EXAMPLES: Partial<Record<MappingField, string>> = {
  list: 'alerts',
  when: "kind == 'alert'",
  rule: 'check.name',
  ruleUid: 'check.id',
  fingerprint: "join('/', [host, disk])",
  service: 'tags.service || app',
  severity: 'priority',
  startsAt: 'started_at',
  endsAt: 'ended_at',
  acknowledgedAt: 'acked_at',
  notifiedAt: 'sent_at',
  at: 'timestamp',
  state: 'status',
  labels: '{host: host, zone: tags.zone}',
  annotations: '{note: message}',
  summary: 'message',
  url: 'links.self',
  runbookUrl: 'links.runbook',
};
const REQUIRED = new Set<MappingField>(['rule', 'startsAt', 'at', 'state']);
const MONOSPACE = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

/** The expressions of a mapping, each with what it is for, an example, and what is wrong with it. */
export function MappingFields({ draft, onChange, errors }: Props) {
  const t = useT();
  const modeLabel = useId();
  return (
    <Stack gap="sm">
      <div>
        <Text id={modeLabel} size="sm" fw={500} mb={4}>
          {t('sources.mapping.mode')}
        </Text>
        <SegmentedControl
          aria-labelledby={modeLabel}
          value={draft.mode}
          onChange={(mode) => onChange({ ...draft, mode: mode === 'state' ? 'state' : 'start' })}
          data={[
            { value: 'start', label: t('sources.mapping.mode.start') },
            { value: 'state', label: t('sources.mapping.mode.state') },
          ]}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {t(`sources.mapping.mode.${draft.mode}.hint`)}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="sm">
        {expressionsOf(draft.mode).map((field) => (
          <TextInput
            key={field}
            label={t(`sources.mapping.field.${field}`)}
            description={t.optional(`sources.mapping.field.${field}.hint`)}
            placeholder={EXAMPLES[field]}
            value={draft.expressions[field]}
            error={errors[field]}
            required={REQUIRED.has(field)}
            maxLength={1000}
            spellCheck={false}
            autoComplete="off"
            styles={MONOSPACE}
            onChange={(event) =>
              onChange({
                ...draft,
                expressions: { ...draft.expressions, [field]: event.currentTarget.value },
              })
            }
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Textarea
          label={t('sources.mapping.field.severityValues')}
          description={t('sources.mapping.field.severityValues.hint')}
          placeholder={'P1 = critical\nP2 = warning'}
          value={draft.severityValues}
          error={errors.severityValues}
          rows={3}
          styles={MONOSPACE}
          onChange={(event) => onChange({ ...draft, severityValues: event.currentTarget.value })}
        />
        {draft.mode === 'state' && (
          <Textarea
            label={t('sources.mapping.field.stateValues')}
            description={t('sources.mapping.field.stateValues.hint')}
            placeholder={'Bad = firing\nGood = ok'}
            value={draft.stateValues}
            error={errors.stateValues}
            rows={3}
            styles={MONOSPACE}
            onChange={(event) => onChange({ ...draft, stateValues: event.currentTarget.value })}
          />
        )}
      </SimpleGrid>
      <TimeZonePicker
        label={t('sources.mapping.field.timeZone')}
        description={t('sources.mapping.field.timeZone.hint')}
        value={draft.timeZone}
        onChange={(timeZone) => onChange({ ...draft, timeZone })}
        clearable
      />
    </Stack>
  );
}
