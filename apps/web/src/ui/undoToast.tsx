import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useT } from '../i18n/useT.js';
import { useKeys } from '../keys/useKeys.js';
import { announce } from './announce.js';
import { errorMessage } from './errorMessage.js';

const SHOWN_MS = 10_000;
const KEPT = 50;

export interface Undoable {
  /** What was done, in the past tense. */
  message: string;
  undo(): Promise<unknown> | unknown;
  redo?(): Promise<unknown> | unknown;
  /** No toast, only said to screen readers: for what is done many times a minute and is seen where it was done. */
  quiet?: boolean;
}

interface Entry extends Undoable {
  id: string;
}

// One history for the tab: what can be undone outlives its toast and the page that did it.
const done: Entry[] = [];
const undone: Entry[] = [];
let nextId = 1;

/** For tests and for signing out. */
export function forgetUndo(): void {
  done.length = 0;
  undone.length = 0;
}

/**
 * `const undoable = useUndoToast(); undoable({ message, undo })`: shows a toast for 10 s with an undo
 * button; `z` undoes the last one also after that.
 */
export function useUndoToast(): (what: Undoable) => void {
  const t = useT();
  const { undoEntry } = useUndoActions();
  return useCallback(
    (what: Undoable) => {
      const entry = { ...what, id: `undo-${nextId++}` };
      done.push(entry);
      if (done.length > KEPT) done.shift();
      undone.length = 0;
      if (entry.quiet) return announce(entry.message);
      notifications.show({
        id: entry.id,
        autoClose: SHOWN_MS,
        closeButtonProps: { 'aria-label': t('ui.close') },
        role: 'status',
        message: (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{entry.message}</Text>
            <Button size="compact-sm" variant="light" onClick={() => void undoEntry(entry)}>
              {t('ui.undo')}
            </Button>
          </Group>
        ),
      });
    },
    [t, undoEntry],
  );
}

/** `z` and Shift+Z for the whole application; used once, by the layout. */
export function useUndoKeys(): void {
  const t = useT();
  const { undoEntry, redoEntry } = useUndoActions();
  useKeys(
    t('ui.keys.everywhere'),
    [
      {
        key: 'z',
        label: t('ui.undoLast'),
        run: () => {
          const entry = done.at(-1);
          if (entry) void undoEntry(entry);
          else announce(t('ui.nothingToUndo'));
        },
      },
      {
        key: 'Shift+Z',
        label: t('ui.redo'),
        run: () => {
          const entry = undone.at(-1);
          if (entry) void redoEntry(entry);
        },
      },
    ],
    { everywhere: true },
  );
}

function useUndoActions() {
  const t = useT();
  const undoEntry = useCallback(
    async (entry: Entry) => {
      const index = done.indexOf(entry);
      if (index < 0) return;
      done.splice(index, 1);
      notifications.hide(entry.id);
      try {
        await entry.undo();
        if (entry.redo) undone.push(entry);
        announce(t('ui.undone', { what: entry.message }));
      } catch (error) {
        done.push(entry);
        notifications.show({
          color: 'red',
          message: errorMessage(error, t),
          closeButtonProps: { 'aria-label': t('ui.close') },
        });
      }
    },
    [t],
  );
  const redoEntry = useCallback(
    async (entry: Entry) => {
      undone.splice(undone.indexOf(entry), 1);
      try {
        await entry.redo?.();
        done.push(entry);
        announce(entry.message);
      } catch (error) {
        notifications.show({
          color: 'red',
          message: errorMessage(error, t),
          closeButtonProps: { 'aria-label': t('ui.close') },
        });
      }
    },
    [t],
  );
  return { undoEntry, redoEntry };
}
