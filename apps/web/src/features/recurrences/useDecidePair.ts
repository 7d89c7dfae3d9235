import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { RecurrenceStatus } from '@tenken/shared/recurrences.contract';
import { useCallback, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { decideRecurrence } from './recurrences.queries.js';

export interface DecidedPair {
  incidentId: string;
  earlierId: string;
  status: RecurrenceStatus;
}

/**
 * One key, one decision: it shows at once, is sent behind the back, and comes back with its reason when the server
 * refuses. `decided` are those of this visit, so that a list that is not read anew yet leaves them out.
 */
export function useDecidePair(onUndone: (pair: DecidedPair) => void) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [decided, setDecided] = useState<ReadonlyMap<string, RecurrenceStatus>>(new Map());
  const mark = useCallback(
    (incidentId: string, earlierId: string, status: RecurrenceStatus | null) =>
      setDecided((old) => {
        const next = new Map(old);
        if (status === null) next.delete(`${incidentId}-${earlierId}`);
        else next.set(`${incidentId}-${earlierId}`, status);
        return next;
      }),
    [],
  );
  const send = useCallback(
    async ({ incidentId, earlierId, status }: DecidedPair) => {
      mark(incidentId, earlierId, status);
      try {
        const answer = await decideRecurrence(incidentId, earlierId, status);
        await Promise.all(
          ['recurrences', 'incidents', 'metrics'].map((key) =>
            queryClient.invalidateQueries({ queryKey: [key] }),
          ),
        );
        return answer.previous;
      } catch (error) {
        mark(incidentId, earlierId, null);
        throw error;
      }
    },
    [mark, queryClient],
  );
  const decide = useCallback(
    (pair: DecidedPair) => {
      const sent = send(pair);
      sent.catch((error: unknown) => {
        onUndone(pair);
        notifications.show({
          color: 'red',
          message: errorMessage(error, t),
          closeButtonProps: { 'aria-label': t('ui.close') },
        });
      });
      undoable({
        quiet: true,
        message: t(`recurrences.did.${pair.status}`),
        undo: async () => {
          const previous = await sent;
          await send({ ...pair, status: previous });
          mark(pair.incidentId, pair.earlierId, null);
          onUndone(pair);
        },
        redo: () => send(pair),
      });
    },
    [send, mark, onUndone, undoable, t],
  );
  return { decided, decide };
}
