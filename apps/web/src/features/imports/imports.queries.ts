import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ImportAccepted,
  ImportJobResponse,
  ImportJobsResponse,
  type ImportKind,
} from '@tenken/shared/imports.contract';
import { apiGet, apiSend, apiUpload } from '../../api/http.js';

const POLL_MS = 1000;

export const isRunning = (stage: string): boolean => stage === 'queued' || stage === 'running';

/** The newest imports. */
export const importJobsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ signal }) => apiGet('/api/v1/import-jobs', ImportJobsResponse, { limit: 50 }, { signal }),
});

/** One import; looked at each second while it runs, so that progress is seen also where events do not pass. */
export const importJobQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => apiGet(`/api/v1/import-jobs/${id}`, ImportJobResponse, undefined, { signal }),
    refetchInterval: ({ state }) =>
      state.data === undefined || isRunning(state.data.stage) ? POLL_MS : false,
  });

const TYPES: Record<string, string> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
  csv: 'text/csv',
  md: 'text/markdown',
  markdown: 'text/markdown',
};

/** Sends one file; answers the id of its job. */
export function useSendFile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, file, dryRun }: { kind: ImportKind; file: File; dryRun: boolean }) =>
      apiUpload(
        `/api/v1/import/${kind}`,
        file,
        TYPES[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream',
        ImportAccepted,
        { dryRun: String(dryRun), fileName: file.name },
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports', 'list'] }),
  });
}

export function useCancelImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiSend('POST', `/api/v1/import-jobs/${id}/cancel`, {}, ImportJobResponse),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports'] }),
  });
}
