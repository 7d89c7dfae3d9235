import { ActionIcon, Alert, Button, Group, SegmentedControl } from '@mantine/core';
import { IconLink, IconPrinter, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { downloadExport, type ExportFormat } from './downloadExport.js';

interface Props {
  id: string;
  /** for the file's name */
  period: string;
  reading: 'then' | 'today';
  onReading(reading: 'then' | 'today'): void;
  mayDelete: boolean;
  onDelete(): Promise<unknown>;
}

const FORMATS: readonly { format: ExportFormat; label: string }[] = [
  { format: 'pdf', label: 'PDF' },
  { format: 'markdown', label: 'Markdown' },
  { format: 'csv', label: 'CSV' },
  { format: 'json', label: 'JSON' },
];

/** As it was or as it would be today; and taking it along: files, link, paper. */
export function ReportToolbar({ id, period, reading, onReading, mayDelete, onDelete }: Props) {
  const t = useT();
  const [busy, setBusy] = useState<ExportFormat | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const take = async (format: ExportFormat) => {
    setBusy(format);
    setError(null);
    try {
      await downloadExport(id, format, t.language, `tenken-report-${id}-${period}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  return (
    <div data-print="hidden">
      <Group gap="xs" mb="sm">
        <SegmentedControl
          size="xs"
          aria-label={t('report.reading')}
          value={reading}
          onChange={(value) => onReading(value === 'today' ? 'today' : 'then')}
          data={[
            { value: 'then', label: t('report.reading.then') },
            { value: 'today', label: t('report.reading.today') },
          ]}
        />
        <Group gap={6} role="group" aria-label={t('report.take')}>
          {FORMATS.map(({ format, label }) => (
            <Button
              key={format}
              size="xs"
              variant="default"
              loading={busy === format}
              disabled={busy !== null && busy !== format}
              onClick={() => void take(format)}
            >
              {label}
            </Button>
          ))}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconLink size={14} aria-hidden />}
            onClick={() => {
              const link = new URL(`/reports/${id}`, window.location.href).toString();
              navigator.clipboard.writeText(link).then(
                () => announce(t('ui.copied')),
                () => announce(link),
              );
            }}
          >
            {t('report.copyLink')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={14} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('report.print')}
          </Button>
        </Group>
        {mayDelete && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('report.delete')}
            title={t('report.delete')}
            onClick={() => setAsking(true)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {error !== null && (
        <Alert color="red" mb="sm" role="alert" title={t('report.take.failed')}>
          {errorMessage(error, t)}
        </Alert>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('report.delete')}
        confirmLabel={t('report.delete.confirm')}
        onConfirm={onDelete}
        onClose={() => setAsking(false)}
      >
        {t('report.delete.hint')}
      </ConfirmDialog>
    </div>
  );
}
