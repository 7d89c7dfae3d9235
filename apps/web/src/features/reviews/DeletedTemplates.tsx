import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReviewTemplate } from '@tenken/shared/review-templates.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { InstantCell } from '../../ui/InstantCell.js';
import { useScope } from '../../url/useScope.js';
import { deletedTemplatesQuery, restoreTemplate } from './reviewTemplates.queries.js';

interface Props {
  teamId: string | null;
  onRestored(template: ReviewTemplate): void;
}

/** Brings back a template that was deleted, long after the page's own undo is gone. */
export function DeletedTemplates({ teamId, onRestored }: Props) {
  const t = useT();
  const { timeZone } = useScope();
  const queryClient = useQueryClient();
  const query = useQuery(deletedTemplatesQuery(teamId));
  const [busyId, setBusyId] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const restore = async (id: string) => {
    setBusyId(id);
    setError(null);
    try {
      const restored = await restoreTemplate(id);
      await queryClient.invalidateQueries({ queryKey: ['review-templates'] });
      onRestored(restored);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusyId(null);
    }
  };
  return (
    <DataState
      query={query}
      skeleton="text"
      isEmpty={({ items }) => items.length === 0}
      empty={{ title: t('reviews.template.noneDeleted') }}
    >
      {({ items }) => (
        <Stack gap="xs" mt={6} maw={480}>
          {items.map((template) => (
            <Group key={template.id} justify="space-between" wrap="nowrap" gap="xs">
              <div style={{ minWidth: 0 }}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {template.name}
                </Text>
                <Text size="xs" c="dimmed" component="div">
                  <InstantCell at={template.deletedAt} timeZone={timeZone} never="" />
                </Text>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                loading={busyId === template.id}
                aria-label={t('reviews.template.restoreOne', { name: template.name })}
                onClick={() => void restore(template.id)}
              >
                {t('reviews.template.restore')}
              </Button>
            </Group>
          ))}
          <FormError error={error} />
        </Stack>
      )}
    </DataState>
  );
}
