import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay } from '../../time/formatInstant.js';
import { dayOf, daysBetween } from '../../time/isoDay.js';
import { useNow } from '../../time/NowProvider.js';
import { DataState } from '../../ui/DataState.js';
import type { PersonOption } from '../../ui/PersonPicker.js';
import { actionItemsQuery } from './actionItems.queries.js';
import { EditActionItemModal } from './EditActionItemModal.js';
import { NewActionItemModal } from './NewActionItemModal.js';
import { StatusModal } from './StatusModal.js';
import { useActionItemChanges } from './useActionItemChanges.js';

const FIX_TYPES = ['prevent', 'detect', 'mitigate', 'repair'];

interface Props {
  incidentId: string;
  people: readonly PersonOption[];
  timeZone: string;
  proposedDueOn: string | null;
  mayWrite: boolean;
}

/** The action items of one incident, with a form for one more. */
export function IncidentActionItems({ incidentId, people, timeZone, proposedDueOn, mayWrite }: Props) {
  const t = useT();
  const today = dayOf(useNow(), timeZone);
  const change = useActionItemChanges();
  const query = useInfiniteQuery(actionItemsQuery({ incident: incidentId, timeZone }, 'group'));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [dialog, setDialog] = useState<{ kind: 'new' } | { kind: 'edit' | 'status'; id: string } | null>(
    null,
  );
  const chosen = items.find((item) => dialog !== null && 'id' in dialog && item.id === dialog.id);
  useKeys(t('actions.heading'), [
    { key: 'a', label: t('actions.new'), when: mayWrite, run: () => setDialog({ kind: 'new' }) },
  ]);
  return (
    <DataState query={query} skeleton="text">
      {() => (
        <Stack gap="xs">
          {items.length === 0 && <Text size="sm">{t('actions.quick.none')}</Text>}
          {items.length > 0 && !items.some(({ type }) => FIX_TYPES.includes(type)) && (
            <Text size="sm">{t('actions.quick.noFix')}</Text>
          )}
          <List listStyleType="none" spacing={6}>
            {items.map((item) => {
              const late = item.dueOn === null ? 0 : daysBetween(item.dueOn, today);
              const isOpen = item.status === 'open' || item.status === 'in_progress';
              return (
                <List.Item key={item.id}>
                  <Group gap={6} justify="space-between" wrap="nowrap" align="start">
                    <Stack gap={0}>
                      <Anchor
                        component="button"
                        type="button"
                        size="sm"
                        ta="left"
                        onClick={() => setDialog({ kind: 'edit', id: item.id })}
                      >
                        {item.title}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        {[
                          t(`actions.type.${item.type}`),
                          item.owner ?? t('actions.nobody'),
                          item.dueOn === null ? t('actions.noDue') : formatDay(item.dueOn, t.language),
                        ].join(t('ui.listSeparator'))}
                      </Text>
                      {isOpen && late > 0 && (
                        <Text size="xs" c="var(--tone-red)" fw={700}>
                          {t('actions.late', { n: late })}
                        </Text>
                      )}
                    </Stack>
                    <Button
                      size="compact-xs"
                      variant={isOpen ? 'default' : 'light'}
                      color={item.status === 'done' ? 'teal' : 'gray'}
                      disabled={!mayWrite}
                      style={{ flexShrink: 0 }}
                      aria-label={`${t('actions.status')}: ${t(`actions.status.${item.status}`)}, ${item.title}`}
                      onClick={() => setDialog({ kind: 'status', id: item.id })}
                    >
                      {t(`actions.status.${item.status}`)}
                    </Button>
                  </Group>
                </List.Item>
              );
            })}
          </List>
          {mayWrite && (
            <Group>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() => setDialog({ kind: 'new' })}
              >
                {t('actions.new')}
              </Button>
            </Group>
          )}
          {dialog?.kind === 'new' && (
            <NewActionItemModal
              people={people}
              dueOn={proposedDueOn}
              incidentId={incidentId}
              onClose={() => setDialog(null)}
            />
          )}
          {dialog?.kind === 'edit' && chosen && (
            <EditActionItemModal
              item={chosen}
              people={people}
              timeZone={timeZone}
              mayWrite={mayWrite}
              onClose={() => setDialog(null)}
            />
          )}
          {dialog?.kind === 'status' && chosen && (
            <StatusModal
              count={1}
              onClose={() => setDialog(null)}
              onChoose={(status, reason) => {
                setDialog(null);
                void change(
                  [{ id: chosen.id, set: { status, ...(reason ? { reason } : {}) } }],
                  t('actions.did.status', { n: 1, status: t(`actions.status.${status}`) }),
                );
              }}
            />
          )}
        </Stack>
      )}
    </DataState>
  );
}
