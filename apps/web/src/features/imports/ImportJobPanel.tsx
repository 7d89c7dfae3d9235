import { Alert, Button, Code, Group, Paper, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { countSkipped } from '@tenken/shared/count-skipped';
import type { ImportJobResponse } from '@tenken/shared/imports.contract';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { ImportRejects } from './ImportRejects.js';
import { ImportStageBadge } from './ImportStageBadge.js';
import { importJobQuery, isRunning, useCancelImport, useImportChecked } from './imports.queries.js';

interface Props {
  id: string;
  onClose(): void;
  /** the job that imports what this one checked */
  onImported(id: string): void;
}

/** One import: progress while it runs, counts and rejects afterwards, the first records of a check. */
export function ImportJobPanel({ id, onClose, onImported }: Props) {
  const t = useT();
  const query = useQuery(importJobQuery(id));
  return (
    <Paper withBorder p="md" component="section" aria-live="polite">
      <DataState query={query} skeleton="text">
        {(job) => (
          <Stack gap="sm">
            <Group justify="space-between" align="flex-start">
              <Group gap="sm">
                <Title order={2} size="h4">
                  {t('imports.job.title', {
                    kind: t(`imports.kind.${job.kind}`),
                    file: job.fileName ?? t('imports.job.noName'),
                  })}
                </Title>
                <ImportStageBadge stage={job.stage} dryRun={job.dryRun} />
              </Group>
              <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
                {t('imports.job.close')}
              </Button>
            </Group>
            {isRunning(job.stage) ? <RunningJob job={job} /> : <EndedJob job={job} onImported={onImported} />}
          </Stack>
        )}
      </DataState>
    </Paper>
  );
}

function RunningJob({ job }: { job: ImportJobResponse }) {
  const t = useT();
  const mayWrite = useMay('write');
  const cancel = useCancelImport();
  const { total, counts } = job;
  return (
    <>
      {total === null || total === 0 ? (
        <Text size="sm">{t('imports.job.waiting')}</Text>
      ) : (
        <>
          <Progress
            value={(counts.read / total) * 100}
            aria-label={t('imports.job.progress', { read: counts.read, total })}
          />
          <Text size="sm">
            {t('imports.job.progress', { read: counts.read, total })}
            {job.rowsPerSecond !== null && job.secondsLeft !== null && (
              <>
                {t('ui.listSeparator')}
                {t('imports.job.left', {
                  n: job.rowsPerSecond,
                  left: formatDuration(Math.max(1, job.secondsLeft), t.language),
                })}
              </>
            )}
          </Text>
          <Text size="sm" c="dimmed">
            {t('imports.job.leave')}
          </Text>
        </>
      )}
      {mayWrite && (
        <Group>
          <Button
            variant="default"
            size="xs"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(job.id)}
          >
            {t('imports.job.cancel')}
          </Button>
        </Group>
      )}
      <FormError error={cancel.error} />
    </>
  );
}

function EndedJob({ job, onImported }: { job: ImportJobResponse; onImported(id: string): void }) {
  const t = useT();
  const mayWrite = useMay('write');
  const start = useImportChecked();
  const { created, updated, unchanged, rejected } = job.counts;
  const skipped = countSkipped(job.counts);
  return (
    <>
      {job.stage === 'failed' && <Alert color="red">{job.error}</Alert>}
      {job.stage === 'cancelled' && (
        <Text size="sm">
          {t(job.dryRun ? 'imports.job.cancelled.check' : 'imports.job.cancelled', {
            read: job.counts.read,
            taken: created + updated + unchanged,
          })}
        </Text>
      )}
      <Text fw={600}>
        {t(job.dryRun ? 'imports.counts.would' : 'imports.counts', { created, updated, unchanged, rejected })}
      </Text>
      {job.kind === 'rules' && job.stage === 'done' && skipped > 0 && (
        <Text size="sm">{t('imports.rules.skipped', { n: skipped })}</Text>
      )}
      <Text size="sm" c="dimmed">
        {job.format !== null && job.encoding !== null
          ? t('imports.job.read', {
              format: job.format,
              encoding: job.encoding
                .toUpperCase()
                .replace('SHIFT', 'Shift')
                .replace(/LE$|BE$/, ''),
            })
          : null}
        {job.rowsPerSecond === null
          ? null
          : `${t('ui.listSeparator')}${t('imports.job.speed', { n: job.rowsPerSecond })}`}
      </Text>
      {job.canImport && mayWrite && (
        <Group>
          <Button
            size="xs"
            loading={start.isPending}
            onClick={() => start.mutate(job.id, { onSuccess: (made) => onImported(made.id) })}
          >
            {t('imports.run.this')}
          </Button>
        </Group>
      )}
      <FormError error={start.error} />
      {rejected > 0 && <ImportRejects job={job} />}
      {job.preview.length > 0 && <Preview records={job.preview} />}
    </>
  );
}

function Preview({ records }: { records: ImportJobResponse['preview'] }) {
  const t = useT();
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].slice(0, 12);
  return (
    <details>
      <summary>{t('imports.job.preview', { n: records.length })}</summary>
      <Table.ScrollContainer minWidth={600} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={4} fz="xs">
          <Table.Thead>
            <Table.Tr>
              {columns.map((name) => (
                <Table.Th key={name} scope="col">
                  <Code>{name}</Code>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {records.map((record) => (
              <Table.Tr key={JSON.stringify(record)}>
                {columns.map((name) => (
                  <Table.Td key={name}>{cellText(record[name])}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
