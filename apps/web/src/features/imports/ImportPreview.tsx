import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isMappedKind } from '@tenken/shared/import-fields';
import type { ImportKind, ImportMapping, ImportPreviewResponse } from '@tenken/shared/imports.contract';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { importPreviewQuery } from './imports.queries.js';
import { MappingOptions } from './MappingOptions.js';
import { MappingTable } from './MappingTable.js';
import { PreviewRows } from './PreviewRows.js';

interface Props {
  kind: ImportKind;
  file: File;
  timeZone: string;
  /** what the person chose; null: as it was remembered or guessed */
  mapping: ImportMapping | null;
  onMapping(mapping: ImportMapping | null): void;
}

const ENCODINGS = { 'utf-8': 'UTF-8', shift_jis: 'Shift_JIS', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' };

/** How the chosen file would be read: columns and fields, zone and order of its days, its first rows. */
export function ImportPreview({ kind, file, timeZone, mapping, onMapping }: Props) {
  const t = useT();
  const query = useQuery(importPreviewQuery(kind, file, mapping));
  return (
    <Stack gap="xs" component="section" aria-label={t('imports.preview.heading')}>
      <Title order={3} size="h5">
        {t('imports.preview.heading')}
      </Title>
      <DataState query={query} skeleton="text">
        {(preview) => (
          <PreviewContent
            kind={kind}
            preview={preview}
            timeZone={timeZone}
            chosen={mapping}
            onMapping={onMapping}
          />
        )}
      </DataState>
    </Stack>
  );
}

function PreviewContent({
  kind,
  preview,
  timeZone,
  chosen,
  onMapping,
}: {
  kind: ImportKind;
  preview: ImportPreviewResponse;
  timeZone: string;
  chosen: ImportMapping | null;
  onMapping(mapping: ImportMapping | null): void;
}) {
  const t = useT();
  const { reading, missing, rows } = preview;
  // The answer may still be that of the choice before: the next one is added to what was chosen, not to what is shown.
  const mapping = chosen ?? reading.mapping;
  const wrong = rows.filter(({ problems }) => problems.length > 0).length;
  const needsZone = rows.some(({ problems }) => problems.some(({ code }) => code === 'no_zone'));
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Badge
          variant="light"
          color={reading.by === 'guessed' ? 'yellow' : 'teal'}
          tt="none"
          miw="max-content"
        >
          {t(`imports.readBy.${reading.by}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {t('imports.job.read', { format: preview.format, encoding: ENCODINGS[preview.encoding] })}
        </Text>
        {chosen !== null && (
          <Button variant="subtle" size="compact-xs" onClick={() => onMapping(null)}>
            {t('imports.map.reset')}
          </Button>
        )}
      </Group>
      {missing.length > 0 && (
        <Alert color="yellow">
          {t('imports.map.missing', { fields: missing.join(t('ui.listSeparator')) })}
        </Alert>
      )}
      {mapping !== null && isMappedKind(kind) && (
        <>
          <MappingTable kind={kind} columns={preview.columns} mapping={mapping} onChange={onMapping} />
          <MappingOptions mapping={mapping} timeZone={timeZone} onChange={onMapping} />
          {needsZone && (
            <Group>
              <Button size="compact-sm" variant="light" onClick={() => onMapping({ ...mapping, timeZone })}>
                {t('imports.map.useZone', { zone: timeZone })}
              </Button>
            </Group>
          )}
        </>
      )}
      <Text size="sm" aria-live="polite">
        {wrong === 0
          ? t('imports.preview.fine', { n: rows.length })
          : t('imports.preview.wrong', { wrong, n: rows.length })}
      </Text>
      {preview.columns.length > 0 && <PreviewRows preview={preview} timeZone={timeZone} />}
    </Stack>
  );
}
