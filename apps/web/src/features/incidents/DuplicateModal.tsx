import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { incidentChanges, incidentsQuery } from './incidents.queries.js';
import { useIncidentChange } from './useIncidentChange.js';

interface Props {
  incident: IncidentResponse;
  opened: boolean;
  onClose(): void;
}

/** Says which other incident this one tells again. */
export function DuplicateModal({ incident, opened, onClose }: Props) {
  const t = useT();
  const { change } = useIncidentChange();
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, 250);
  const found = useInfiniteQuery({
    ...incidentsQuery({ q: q.trim() || undefined, duplicates: 'exclude' }, '-occurredAt'),
    enabled: opened,
  });
  const options = (found.data?.pages[0]?.items ?? [])
    .filter(({ id }) => id !== incident.id)
    .map(({ id, title }) => ({ value: id, label: `#${id} ${title}` }));
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('incidents.duplicate.mark')}
      submitLabel={t('ui.save')}
      disabled={chosen === null}
      onSubmit={() =>
        change({
          message: t('incidents.did.marked'),
          run: () => incidentChanges.markDuplicate(incident.id, chosen),
          undo: () => incidentChanges.markDuplicate(incident.id, null),
        })
      }
    >
      <Text size="sm">{t('incidents.duplicate.help')}</Text>
      <Select
        label={t('incidents.duplicate.which')}
        searchable
        data={options}
        value={chosen}
        onChange={setChosen}
        onSearchChange={(next) => setText(/^#\d+ /.test(next) ? '' : next)}
        filter={({ options: all }) => all}
        nothingFoundMessage={t('ui.state.empty')}
      />
    </FormModal>
  );
}
