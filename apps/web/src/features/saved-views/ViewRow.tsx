import { ActionIcon, Group, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPencil, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { SavedView } from '@tenken/shared/saved-views.contract';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { deleteView, patchView, restoreView, savedViewsQuery } from './savedViews.queries.js';
import classes from './ViewsMenu.module.css';

interface Props {
  view: SavedView;
  isShown: boolean;
  onOpen(): void;
  onEdit(): void;
  onError(error: unknown): void;
}

/** One view: open it, make it what the page opens with, change it, delete it (with undo). */
export function ViewRow({ view, isShown, onOpen, onEdit, onError }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const mayWrite = useMay('write');
  const mayChange = view.owner === 'me' || mayWrite;
  const { name } = view;
  const refresh = () => queryClient.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
  const attempt = (what: () => Promise<void>) => {
    onError(null);
    what().then(refresh).catch(onError);
  };
  const starLabel = t(view.isDefault ? 'savedViews.default.unset' : 'savedViews.default.set', { name });
  return (
    <li className={classes.row}>
      <UnstyledButton className={classes.open} onClick={onOpen} aria-current={isShown || undefined}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" flex={1} fw={isShown ? 700 : undefined}>
            {name}
          </Text>
          {isShown && <IconCheck size={16} aria-label={t('savedViews.current')} />}
        </Group>
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-pressed={view.isDefault}
        aria-label={starLabel}
        title={starLabel}
        onClick={() =>
          attempt(async () => {
            await patchView(view.id, { isDefault: !view.isDefault });
            announce(t(view.isDefault ? 'savedViews.default.undone' : 'savedViews.default.done', { name }));
          })
        }
      >
        {view.isDefault ? <IconStarFilled size={16} aria-hidden /> : <IconStar size={16} aria-hidden />}
      </ActionIcon>
      {mayChange && (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('savedViews.edit', { name })}
            title={t('savedViews.edit', { name })}
            onClick={onEdit}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('savedViews.delete', { name })}
            title={t('savedViews.delete', { name })}
            onClick={() =>
              attempt(async () => {
                await deleteView(view.id);
                undoable({
                  message: t('savedViews.deleted', { name }),
                  undo: async () => {
                    await restoreView(view.id);
                    await refresh();
                  },
                });
              })
            }
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </>
      )}
    </li>
  );
}
