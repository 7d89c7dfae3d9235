import { Button, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconBookmarkPlus, IconCheck, IconLink } from '@tabler/icons-react';
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '@tenken/shared/saved-views.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { KeyCaps } from '../../keys/KeyCaps.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { patchView, savedViewsQuery } from './savedViews.queries.js';
import { ViewRow } from './ViewRow.js';
import classes from './ViewsMenu.module.css';

interface Props {
  views: UseQueryResult<SavedView[]>;
  ofPage: readonly SavedView[];
  /** the present address */
  search: string;
  shown: SavedView | null;
  /** the view that was shown before filters were changed */
  last: SavedView | null;
  onCopyLink(): void;
  onOpen(search: string): void;
  onEdit(view: SavedView | 'new'): void;
}

/** The inside of the menu: the views by owner, the page without one, and keeping what is shown now. */
export function ViewsPanel({ views, ofPage, search, shown, last, onCopyLink, onOpen, onEdit }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [error, setError] = useState<unknown>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
  const owners = [...new Set(ofPage.map((view) => view.teamId))];

  const update = async (view: SavedView) => {
    setError(null);
    try {
      const { rowVersion } = await patchView(view.id, { search, rowVersion: view.rowVersion });
      undoable({
        message: t('savedViews.updated', { name: view.name }),
        undo: async () => {
          await patchView(view.id, { search: view.search, rowVersion });
          await refresh();
        },
      });
      await refresh();
    } catch (failure) {
      setError(failure);
    }
  };

  return (
    <Stack gap="xs">
      <DataState query={views} skeleton="text">
        {() => (
          <>
            {ofPage.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('savedViews.none')}
              </Text>
            )}
            {owners.map((teamId) => {
              const ofOwner = ofPage.filter((view) => view.teamId === teamId);
              const title =
                teamId === null
                  ? t('savedViews.mine')
                  : t('savedViews.ofTeam', { team: ofOwner[0]?.teamName ?? '' });
              return (
                <section key={teamId ?? 'me'} aria-label={title}>
                  <Text size="xs" c="dimmed" fw={700} px={8}>
                    {title}
                  </Text>
                  <ul className={classes.list}>
                    {ofOwner.map((view) => (
                      <ViewRow
                        key={view.id}
                        view={view}
                        isShown={view.id === shown?.id}
                        onOpen={() => onOpen(view.search)}
                        onEdit={() => onEdit(view)}
                        onError={setError}
                      />
                    ))}
                  </ul>
                </section>
              );
            })}
          </>
        )}
      </DataState>
      <UnstyledButton className={classes.open} onClick={() => onOpen('')}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" flex={1}>
            {t('savedViews.standard')}
            <Text span size="xs" c="dimmed" display="block">
              {t('savedViews.standard.hint')}
            </Text>
          </Text>
          {search === '' && <IconCheck size={16} aria-label={t('savedViews.current')} />}
        </Group>
      </UnstyledButton>
      <FormError error={error} />
      {shown === null && last !== null && (
        <Button variant="light" size="xs" onClick={() => void update(last)}>
          {t('savedViews.update', { name: last.name })}
        </Button>
      )}
      {shown === null && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBookmarkPlus size={14} aria-hidden />}
          onClick={() => onEdit('new')}
        >
          {t('savedViews.saveAs')}
        </Button>
      )}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconLink size={14} aria-hidden />}
        rightSection={<KeyCaps combo="y" />}
        onClick={onCopyLink}
      >
        {t('savedViews.copyLink')}
      </Button>
    </Stack>
  );
}
