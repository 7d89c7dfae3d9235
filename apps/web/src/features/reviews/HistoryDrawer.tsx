import { Button, Drawer, Group, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { historyOf } from './historyOf.js';
import { sessionVerdictsQuery } from './reviewLive.queries.js';
import type { RoomActions } from './useRoomActions.js';

export interface HistoryDrawerProps {
  opened: boolean;
  onClose(): void;
  room: ReviewRoom;
  actions: RoomActions;
  mayWrite: boolean;
}

/** What was done in this session, newest first; each line can be taken back, also long after its toast has gone. */
export function HistoryDrawer(props: HistoryDrawerProps) {
  const t = useT();
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="right"
      size="lg"
      title={t('reviews.history')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <History {...props} />}
    </Drawer>
  );
}

function History({ room, actions, mayWrite }: HistoryDrawerProps) {
  const t = useT();
  const query = useQuery(sessionVerdictsQuery(room.id));
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  return (
    <DataState
      query={query}
      skeleton="text"
      isEmpty={(data) => historyOf(room, data.items, t).length === 0}
      empty={{ title: t('reviews.history.none'), hint: t('reviews.history.none.hint') }}
    >
      {(data) => (
        <>
          <FormError error={error} />
          <List listStyleType="none" spacing={8}>
            {historyOf(room, data.items, t).map((line) => (
              <List.Item key={line.key}>
                <Group justify="space-between" wrap="nowrap" gap="xs" align="start">
                  <div>
                    <Text size="sm" td={line.isTakenBack ? 'line-through' : undefined}>
                      {line.text}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {[
                        line.at && formatInstant(line.at, { language: t.language, timeZone: room.timeZone }),
                        line.by,
                        line.isTakenBack && t('reviews.history.takenBack'),
                      ]
                        .filter(Boolean)
                        .join(t('ui.listSeparator'))}
                    </Text>
                  </div>
                  {mayWrite && line.undo !== null && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={busy === line.key}
                      aria-label={t('reviews.history.undo', { what: line.text })}
                      onClick={() => {
                        if (line.undo === null) return;
                        setBusy(line.key);
                        setError(null);
                        actions
                          .takeBack(line.undo)
                          .catch(setError)
                          .finally(() => setBusy(null));
                      }}
                    >
                      {t('ui.undo')}
                    </Button>
                  )}
                </Group>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </DataState>
  );
}
