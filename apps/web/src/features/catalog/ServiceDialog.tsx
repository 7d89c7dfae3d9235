import { Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Service } from '@tenken/shared/services.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { createService, servicesQuery, teamsQuery, updateService } from './catalog.queries.js';
import { descendantsOf, prepareServiceTree } from './prepareServiceTree.js';

interface Props {
  editing: Service | 'new' | null;
  onClose(): void;
}

/** Makes or changes a service. */
export function ServiceDialog({ editing, onClose }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const services = useQuery({ ...servicesQuery, enabled: editing !== null }).data ?? [];
  const teams = useQuery({ ...teamsQuery, enabled: editing !== null }).data ?? [];
  const before = editing === 'new' ? null : editing;
  const [fields, setFields] = useState(() => fieldsOf(before));
  const below = before === null ? new Set<string>() : descendantsOf(before.id, services);
  const parents = prepareServiceTree(
    services.filter((service) => service.archivedAt === null && !below.has(service.id)),
    t.language,
  );

  const save = async () => {
    const body = {
      name: fields.name.trim(),
      teamId: fields.teamId,
      parentId: fields.parentId,
      description: fields.description.trim() || null,
      runbookUrl: fields.runbookUrl.trim() || null,
      aliases: fields.aliases,
    };
    const refresh = () => queryClient.invalidateQueries({ queryKey: ['services'] });
    if (before === null) {
      const made = await createService(body);
      undoable({
        message: t('catalog.created', { name: made.name }),
        undo: async () => {
          await updateService(made.id, { archived: true });
          await refresh();
        },
      });
    } else {
      await updateService(before.id, body);
      const { name, teamId, parentId, description, runbookUrl, aliases } = before;
      undoable({
        message: t('catalog.saved', { name: body.name }),
        undo: async () => {
          await updateService(before.id, { name, teamId, parentId, description, runbookUrl, aliases });
          await refresh();
        },
      });
    }
    await refresh();
  };

  return (
    <FormModal
      opened={editing !== null}
      onClose={onClose}
      title={before === null ? t('catalog.service.new') : t('catalog.editOf', { name: before.name })}
      submitLabel={before === null ? t('catalog.service.create') : t('ui.save')}
      disabled={fields.name.trim() === ''}
      onSubmit={save}
    >
      <TextInput
        label={t('catalog.name')}
        value={fields.name}
        maxLength={200}
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
        data-autofocus
      />
      <Select
        label={t('catalog.team')}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        searchable
        data={teams
          .filter((team) => team.archivedAt === null || team.id === fields.teamId)
          .map((team) => ({ value: team.id, label: team.name }))}
        value={fields.teamId}
        onChange={(teamId) => setFields({ ...fields, teamId })}
      />
      <Select
        label={t('catalog.service.parent')}
        description={t('catalog.service.parent.hint')}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        searchable
        data={parents.map(({ service, depth }) => ({
          value: service.id,
          label: `${'\u2003'.repeat(depth)}${service.name}`,
        }))}
        value={fields.parentId}
        onChange={(parentId) => setFields({ ...fields, parentId })}
      />
      <TagsInput
        label={t('catalog.service.aliases')}
        description={t('catalog.service.aliases.hint')}
        value={fields.aliases}
        onChange={(aliases) => setFields({ ...fields, aliases })}
        splitChars={[',', '、']}
        maxTags={100}
      />
      <Textarea
        label={t('catalog.service.description')}
        rows={3}
        value={fields.description}
        onChange={(event) => setFields({ ...fields, description: event.currentTarget.value })}
      />
      <TextInput
        type="url"
        label={t('catalog.service.runbook')}
        placeholder="https://"
        value={fields.runbookUrl}
        onChange={(event) => setFields({ ...fields, runbookUrl: event.currentTarget.value })}
      />
    </FormModal>
  );
}

function fieldsOf(service: Service | null) {
  return {
    name: service?.name ?? '',
    teamId: service?.teamId ?? null,
    parentId: service?.parentId ?? null,
    description: service?.description ?? '',
    runbookUrl: service?.runbookUrl ?? '',
    aliases: service?.aliases ?? [],
  };
}
