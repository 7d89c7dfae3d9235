import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ImportAccepted,
  ImportJobResponse,
  ImportJobsResponse,
  type ImportKind,
  type ImportMapping,
  ImportMappingKept,
  ImportPreviewResponse,
  ImportRejectsResponse,
} from '@tenken/shared/imports.contract';
import { apiGet, apiSend, apiUpload } from '../../api/http.js';
import { HEAD_BYTES, readHead } from './readHead.js';

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

const REJECTS_A_PAGE = 500;

/** The rejected lines of an import, page by page. */
export const importRejectsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'rejects', id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      apiGet(
        `/api/v1/import-jobs/${id}/rejects`,
        ImportRejectsResponse,
        { limit: REJECTS_A_PAGE, cursor: pageParam },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** How the head of a file would be read; a file that changes on the disk is another one. */
export const importPreviewQuery = (kind: ImportKind, file: File, mapping: ImportMapping | null) =>
  queryOptions({
    queryKey: ['import-preview', kind, file.name, file.size, file.lastModified, mapping],
    // while a changed mapping is tried, the last answer stays where it is
    placeholderData: (before) => before,
    queryFn: async () =>
      apiSend(
        'POST',
        '/api/v1/import-previews',
        {
          kind,
          fileName: file.name,
          contentType: typeOf(file),
          head: await readHead(file),
          isWhole: file.size <= HEAD_BYTES,
          mapping,
        },
        ImportPreviewResponse,
      ),
  });

const TYPES: Record<string, string> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  yml: 'application/yaml',
  yaml: 'application/yaml',
  md: 'text/markdown',
  markdown: 'text/markdown',
};

function typeOf(file: File): string {
  return TYPES[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

interface SentFile {
  kind: ImportKind;
  file: File;
  dryRun: boolean;
  /** what a person chose: kept for the next file with these columns */
  mapping?: ImportMapping | null;
}

/** Sends one file; answers the id of its job. */
export function useSendFile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, file, dryRun, mapping }: SentFile) => {
      const headers = mapping?.columns.map(({ column }) => column) ?? [];
      const kept = mapping
        ? await apiSend('PUT', `/api/v1/import-mappings/${kind}`, { headers, mapping }, ImportMappingKept)
        : null;
      return apiUpload(`/api/v1/import/${kind}`, file, typeOf(file), ImportAccepted, {
        dryRun: String(dryRun),
        fileName: file.name,
        mapping: kept?.id,
      });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports', 'list'] }),
  });
}

/** Imports the file of a check, which the server still has. */
export function useImportChecked() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiSend('POST', `/api/v1/import-jobs/${id}/import`, {}, ImportAccepted),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports'] }),
  });
}

export function useCancelImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiSend('POST', `/api/v1/import-jobs/${id}/cancel`, {}, ImportJobResponse),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports'] }),
  });
}
