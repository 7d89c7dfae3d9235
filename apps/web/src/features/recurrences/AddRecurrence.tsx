import { Button, Group, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IncidentsResponse } from '@tenken/shared/incidents.contract';
import { useState } from 'react';
import { apiGet } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { decideRecurrence } from './recurrences.queries.js';

/** Names an earlier incident that nothing suggested. */
export function AddRecurrence({ incidentId }: { incidentId: string }) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [q] = useDebouncedValue(text.trim(), 250);
  const found = useQuery({
    queryKey: ['incidents', 'search', q],
    enabled: q !== '',
    queryFn: ({ signal }) => apiGet('/api/v1/incidents', IncidentsResponse, { q, limit: 20 }, { signal }),
  });
  const options = (found.data?.items ?? [])
    .filter(({ id }) => id !== incidentId)
    .map(({ id, title }) => ({ value: id, label: `#${id} ${title}` }));
  const send = async (earlier: string, status: 'confirmed' | 'suggested') => {
    await decideRecurrence(incidentId, earlier, status);
    await queryClient.invalidateQueries({ queryKey: ['incidents'] });
  };
  const add = async () => {
    if (chosen === null) return;
    setError(null);
    try {
      await send(chosen, 'confirmed');
      undoable({ message: t('recurrences.did.confirmed'), undo: () => send(chosen, 'suggested') });
      setChosen(null);
      setText('');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <Group align="end" gap="xs">
        <Select
          size="xs"
          style={{ flex: 1 }}
          label={t('recurrences.add')}
          placeholder={t('recurrences.add.search')}
          searchable
          data={options}
          value={chosen}
          onChange={setChosen}
          onSearchChange={(next) => setText(/^#\d+ /.test(next) ? '' : next)}
          filter={({ options: all }) => all}
          nothingFoundMessage={q === '' ? t('recurrences.add.search') : t('ui.state.empty')}
        />
        <Button size="xs" variant="default" disabled={chosen === null} onClick={() => void add()}>
          {t('recurrences.add.button')}
        </Button>
      </Group>
      <FormError error={error} />
    </>
  );
}
