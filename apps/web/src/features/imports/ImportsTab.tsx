import { Anchor, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportJobRow, ImportKind } from '@tenken/shared/imports.contract';
import { useMemo, useState } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { ImportForm } from './ImportForm.js';
import { ImportJobPanel } from './ImportJobPanel.js';
import { ImportStageBadge } from './ImportStageBadge.js';
import { importJobsQuery } from './imports.queries.js';

interface Props {
  timeZone: string;
  /** the import that is open; it stands in the address, so that one can leave and come back */
  jobId: string | null;
  onJob(id: string | null): void;
}

/** Bring in files, see how each went, and what was not taken. */
export function ImportsTab({ timeZone, jobId, onJob }: Props) {
  const t = useT();
  const jobs = useQuery(importJobsQuery);
  const [kind, setKind] = useState<ImportKind>('incidents');
  const [files, setFiles] = useState<File[]>([]);
  const columns = useMemo(() => makeColumns(t, timeZone, onJob), [t, timeZone, onJob]);

  return (
    <Stack gap="md">
      <ImportForm
        kind={kind}
        files={files}
        timeZone={timeZone}
        onKind={setKind}
        onFiles={setFiles}
        onSent={onJob}
      />
      {jobId !== null && <ImportJobPanel id={jobId} onClose={() => onJob(null)} onImported={onJob} />}
      <Title order={2} size="h4">
        {t('imports.list')}
      </Title>
      <DataState
        query={jobs}
        isEmpty={(data) => data.items.length === 0}
        empty={{ title: t('imports.empty.title'), hint: t('imports.empty.hint') }}
      >
        {(data) => (
          <DataTable
            label={t('imports.list')}
            rows={data.items}
            rowId={(row) => row.id}
            columns={columns}
            onOpen={(row) => onJob(row.id)}
          />
        )}
      </DataState>
    </Stack>
  );
}

function makeColumns(
  t: Translator,
  timeZone: string,
  onJob: (id: string) => void,
): DataColumn<ImportJobRow>[] {
  return [
    {
      key: 'when',
      header: t('imports.column.when'),
      rowHeader: true,
      cell: (row) => (
        <Anchor component="button" type="button" size="sm" ta="left" mih={24} onClick={() => onJob(row.id)}>
          {formatInstant(row.createdAt, { language: t.language, timeZone })}
        </Anchor>
      ),
    },
    {
      key: 'kind',
      header: t('imports.column.kind'),
      cell: (row) =>
        t('imports.job.title', {
          kind: t(`imports.kind.${row.kind}`),
          file: row.fileName ?? t('imports.job.noName'),
        }),
    },
    {
      key: 'stage',
      header: t('imports.column.stage'),
      cell: (row) => <ImportStageBadge stage={row.stage} dryRun={row.dryRun} />,
    },
    {
      key: 'result',
      header: t('imports.column.result'),
      width: 190,
      cell: ({ counts: { created, updated, unchanged, rejected } }) =>
        t('imports.counts', { created, updated, unchanged, rejected }),
    },
    { key: 'by', header: t('imports.column.by'), cell: (row) => row.createdBy },
  ];
}
