import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { updateService, updateTeam } from './catalog.queries.js';

const UPDATES = { services: updateService, teams: updateTeam };

interface Archiving {
  setArchived(entry: { id: string; name: string }, archived: boolean): Promise<void>;
  /** why the last one failed; null when it did not */
  error: unknown;
}

/** Archives teams or services and brings them back, with undo. */
export function useSetArchived(kind: keyof typeof UPDATES): Archiving {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [error, setError] = useState<unknown>(null);
  const setArchived = useCallback<Archiving['setArchived']>(
    async ({ id, name }, archived) => {
      const set = async (value: boolean) => {
        await UPDATES[kind](id, { archived: value });
        await queryClient.invalidateQueries({ queryKey: [kind] });
      };
      setError(null);
      try {
        await set(archived);
        undoable({
          message: t(archived ? 'catalog.archived.done' : 'catalog.restored', { name }),
          undo: () => set(!archived),
          redo: () => set(archived),
        });
      } catch (failure) {
        setError(failure);
      }
    },
    [kind, t, queryClient, undoable],
  );
  return { setArchived, error };
}
