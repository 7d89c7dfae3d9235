import { useCallback, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useDeliveriesAction } from './deliveries.queries.js';

/** Replay, discard and restore with what a person sees of them: an announcement, an undo, or the error. */
export function useDeliveryActions() {
  const t = useT();
  const undoable = useUndoToast();
  const { mutateAsync, isPending } = useDeliveriesAction();
  const [error, setError] = useState<unknown>(null);

  const replay = useCallback(
    async (body: Parameters<typeof mutateAsync>[0]['body']) => {
      setError(null);
      try {
        const { changed } = await mutateAsync({ action: 'replay', body });
        announce(t('deliveries.replayed', { n: changed }));
      } catch (failure) {
        setError(failure);
      }
    },
    [mutateAsync, t],
  );

  const discard = useCallback(
    async (body: Parameters<typeof mutateAsync>[0]['body']) => {
      setError(null);
      try {
        const { changed, ids } = await mutateAsync({ action: 'discard', body });
        if (changed === 0) return;
        undoable({
          message: t('deliveries.discarded', { n: changed }),
          undo: () => restoreAll(ids),
          redo: () => mutateAsync({ action: 'discard', body: { ids: ids.slice(0, MAX_IDS) } }),
        });
      } catch (failure) {
        setError(failure);
      }
      async function restoreAll(ids: string[]) {
        for (let at = 0; at < ids.length; at += MAX_IDS)
          await mutateAsync({ action: 'restore', body: { ids: ids.slice(at, at + MAX_IDS) } });
      }
    },
    [mutateAsync, t, undoable],
  );

  const restore = useCallback(
    async (ids: string[]) => {
      setError(null);
      try {
        const { changed } = await mutateAsync({ action: 'restore', body: { ids } });
        announce(t('deliveries.restored', { n: changed }));
      } catch (failure) {
        setError(failure);
      }
    },
    [mutateAsync, t],
  );

  return { replay, discard, restore, isPending, error };
}

/** As many as one request takes. */
const MAX_IDS = 500;
