import { Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { IncidentKind } from '@tenken/shared/incidents.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import type { ServiceOption } from '../../ui/ServicePicker.js';
import { incidentChanges } from './incidents.queries.js';
import { incidentWord } from './incidentWord.js';
import { useIncidentChange } from './useIncidentChange.js';

interface Props {
  incident: IncidentResponse;
  services: readonly ServiceOption[];
  onClose(): void;
}

/** Title, services, texts, kind and tags. */
export function EditIncidentModal({ incident, services, onClose }: Props) {
  const t = useT();
  const { change } = useIncidentChange();
  const before = {
    title: incident.title,
    kind: incident.kind,
    summary: incident.summary ?? '',
    impact: incident.impact ?? '',
    url: incident.url ?? '',
    tags: incident.tags,
    services: incident.services.map(({ name }) => name),
  };
  const [form, setForm] = useState(before);
  const set = (part: Partial<typeof before>) => setForm((old) => ({ ...old, ...part }));
  const body = (values: typeof before, rowVersion: number) => ({
    rowVersion,
    title: values.title.trim(),
    kind: values.kind,
    summary: values.summary || null,
    impact: values.impact || null,
    url: values.url.trim() || null,
    tags: values.tags,
    services: values.services,
  });
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('incidents.edit')}
      submitLabel={t('ui.save')}
      disabled={form.title.trim() === ''}
      onSubmit={() =>
        change({
          message: t('incidents.did.edited'),
          run: () => incidentChanges.patch(incident.id, body(form, incident.rowVersion)),
          undo: (after) => incidentChanges.patch(incident.id, body(before, after.rowVersion)),
        })
      }
    >
      <TextInput
        label={t('incidents.form.title')}
        required
        maxLength={300}
        value={form.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <TagsInput
        label={t('incidents.filter.service')}
        description={t('incidents.edit.services.help')}
        data={[...new Set(services.map(({ name }) => name))]}
        value={form.services}
        onChange={(value) => set({ services: value })}
        acceptValueOnBlur
      />
      <Textarea
        label={t('incidents.summary')}
        description={t('incidents.form.summary.help')}
        autosize
        minRows={3}
        maxRows={12}
        value={form.summary}
        onChange={(event) => set({ summary: event.currentTarget.value })}
      />
      <Textarea
        label={t('incidents.impact')}
        autosize
        minRows={2}
        maxRows={8}
        value={form.impact}
        onChange={(event) => set({ impact: event.currentTarget.value })}
      />
      <Select
        label={t('incidents.filter.kind')}
        description={t('incidents.edit.kind.help')}
        data={IncidentKind.options.map((value) => ({ value, label: incidentWord(t, 'kind', value) }))}
        value={form.kind}
        allowDeselect={false}
        onChange={(value) => set({ kind: IncidentKind.safeParse(value).data ?? form.kind })}
      />
      <TagsInput
        label={t('incidents.filter.tag')}
        value={form.tags}
        onChange={(value) => set({ tags: value })}
        acceptValueOnBlur
      />
      <TextInput
        label={t('incidents.url')}
        type="url"
        value={form.url}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
    </FormModal>
  );
}
