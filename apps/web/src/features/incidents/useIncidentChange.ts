import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { useCallback } from 'react';
import { useT } from '../../i18n/useT.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { useUndoToast } from '../../ui/undoToast.js';

export interface IncidentChange {
  /** What was done, in the past tense. */
  message: string;
  run(): Promise<IncidentResponse>;
  undo?(after: IncidentResponse): Promise<IncidentResponse>;
}

/**
 * Does a change, puts the answer in the cache, and offers the way back. The promise rejects where the change was
 * refused; `quiet` callers (menus, pickers) get the reason as a toast instead.
 */
export function useIncidentChange(): {
  change(what: IncidentChange): Promise<IncidentResponse>;
  changeQuietly(what: IncidentChange): void;
} {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const take = useCallback(
    (incident: IncidentResponse) => {
      queryClient.setQueryData(['incidents', 'one', incident.id], incident);
      void queryClient.invalidateQueries({
        queryKey: ['incidents'],
        predicate: ({ queryKey }) => queryKey[1] !== 'one',
      });
      return incident;
    },
    [queryClient],
  );
  const change = useCallback(
    async (what: IncidentChange) => {
      const after = take(await what.run());
      const { undo } = what;
      if (undo) undoable({ message: what.message, undo: async () => take(await undo(after)) });
      return after;
    },
    [take, undoable],
  );
  const changeQuietly = useCallback(
    (what: IncidentChange) => {
      change(what).catch((error: unknown) => {
        notifications.show({
          color: 'red',
          message: errorMessage(error, t),
          closeButtonProps: { 'aria-label': t('ui.close') },
        });
        void queryClient.invalidateQueries({ queryKey: ['incidents', 'one'] });
      });
    },
    [change, t, queryClient],
  );
  return { change, changeQuietly };
}
