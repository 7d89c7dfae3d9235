import { Button, FileInput, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { IconFileCheck, IconFileImport } from '@tabler/icons-react';
import { ImportKind, type ImportMapping } from '@tenken/shared/imports.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { ImportFieldList } from './ImportFieldList.js';
import { ImportPreview } from './ImportPreview.js';
import { useSendFile } from './imports.queries.js';

interface Props {
  kind: ImportKind;
  files: File[];
  timeZone: string;
  onKind(kind: ImportKind): void;
  onFiles(files: File[]): void;
  /** the job of the last file that was sent */
  onSent(jobId: string): void;
}

/** Which kind, which files; check first or import. Several files go one after another. */
export function ImportForm({ kind, files, timeZone, onKind, onFiles, onSent }: Props) {
  const t = useT();
  const mayWrite = useMay('write');
  const send = useSendFile();
  const [mapping, setMapping] = useState<ImportMapping | null>(null);
  const [sending, setSending] = useState<'check' | 'run' | null>(null);

  // several files share one mapping: the first shows it
  const [file] = files;

  const sendAll = async (dryRun: boolean) => {
    setSending(dryRun ? 'check' : 'run');
    try {
      for (const file of files) onSent((await send.mutateAsync({ kind, file, dryRun, mapping })).id);
    } catch {
      // shown by FormError; the files stay chosen
    } finally {
      setSending(null);
    }
  };

  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('imports.form.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('imports.form.hint')}
        </Text>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={t('imports.kind')}
            value={kind}
            onChange={(event) => {
              setMapping(null);
              onKind(ImportKind.parse(event.currentTarget.value));
            }}
            data={ImportKind.options.map((value) => ({ value, label: t(`imports.kind.${value}`) }))}
          />
          <FileInput
            label={t('imports.file')}
            placeholder={t('imports.file.placeholder')}
            value={files}
            onChange={(chosen) => {
              setMapping(null);
              onFiles(chosen);
            }}
            multiple
            clearable
            clearButtonProps={{ 'aria-label': t('ui.clear') }}
            accept=".json,.ndjson,.jsonl,.csv,.tsv,.txt,.md,.markdown,.yml,.yaml"
            disabled={!mayWrite}
            miw={260}
            maw="100%"
          />
          <Button
            variant="default"
            leftSection={<IconFileCheck size={16} aria-hidden />}
            disabled={files.length === 0 || !mayWrite}
            loading={sending === 'check'}
            onClick={() => void sendAll(true)}
            title={t('imports.check.hint')}
          >
            {t('imports.check')}
          </Button>
          <Button
            leftSection={<IconFileImport size={16} aria-hidden />}
            disabled={files.length === 0 || !mayWrite}
            loading={sending === 'run'}
            onClick={() => void sendAll(false)}
          >
            {t('imports.run')}
          </Button>
        </Group>
        {!mayWrite && <Text size="sm">{t('imports.mayNot')}</Text>}
        <FormError error={send.error} />
        {mayWrite && file !== undefined && (
          <ImportPreview
            kind={kind}
            file={file}
            timeZone={timeZone}
            mapping={mapping}
            onMapping={setMapping}
          />
        )}
        <ImportFieldList kind={kind} />
      </Stack>
    </Paper>
  );
}
