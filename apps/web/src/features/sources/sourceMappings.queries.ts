import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DeliveriesActionResponse } from '@tenken/shared/deliveries.contract';
import { type MappingTrialBody, MappingTrialResponse } from '@tenken/shared/source-mapping.contract';
import { apiSend } from '../../api/http.js';

/** Tries a mapping that is not saved. Stores nothing. */
export function useTryMapping() {
  return useMutation({
    mutationFn: ({ id, ...body }: MappingTrialBody & { id: string }) =>
      apiSend('POST', `/api/v1/sources/${id}/mapping/try`, body, MappingTrialResponse),
  });
}

/** Reads all that is in quarantine of a source again. */
export function useReplayQuarantined() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sourceId: string) =>
      apiSend(
        'POST',
        '/api/v1/deliveries/replay',
        { allQuarantined: true, sourceId },
        DeliveriesActionResponse,
      ),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['sources'] }),
        queryClient.invalidateQueries({ queryKey: ['deliveries'] }),
      ]),
  });
}
