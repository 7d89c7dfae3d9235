import { Alert, Button, Group, SegmentedControl } from '@mantine/core';
import { IconCalendarEvent, IconDownload, IconLink, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { type ReactNode, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { downloadReview, invitationPath, minutesTextQuery, type ReviewFile } from './reviewRecord.queries.js';

interface Props {
  room: ReviewRoom;
  /** of the files and the text, not of the page */
  language: 'en' | 'ja';
  onLanguage(language: 'en' | 'ja'): void;
  mayWrite: boolean;
  /** ways out that other features know: a chat */
  children?: ReactNode;
}

const FILES: readonly ReviewFile[] = ['pdf', 'markdown', 'csv'];

/** The record taken along: files, text, link, paper, calendar; and the way to the next session. */
export function RecordToolbar({ room, language, onLanguage, mayWrite, children }: Props) {
  const t = useT();
  const text = useQuery(minutesTextQuery(room.id, language));
  const [busy, setBusy] = useState<ReviewFile | null>(null);
  const [error, setError] = useState<unknown>(null);
  const take = async (format: ReviewFile) => {
    setBusy(format);
    setError(null);
    try {
      await downloadReview(room.id, format, language);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(null);
    }
  };
  return (
    <div data-print="hidden">
      <Group gap={6} mb="sm" role="group" aria-label={t('record.take')}>
        <SegmentedControl
          size="xs"
          aria-label={t('reviews.minutes.language')}
          value={language}
          onChange={(value) => onLanguage(value === 'ja' ? 'ja' : 'en')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'ja', label: '日本語' },
          ]}
        />
        {FILES.map((format) => (
          <Button
            key={format}
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            loading={busy === format}
            disabled={busy !== null && busy !== format}
            onClick={() => void take(format)}
          >
            {t(`record.take.${format}`)}
          </Button>
        ))}
        {text.data !== undefined && <CopyButton value={text.data} label={t('record.take.text')} />}
        {children}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconLink size={14} aria-hidden />}
          onClick={() => {
            const link = new URL(`/reviews/${room.id}/record`, window.location.href).toString();
            navigator.clipboard.writeText(link).then(
              () => announce(t('ui.copied')),
              () => announce(link),
            );
          }}
        >
          {t('record.copyLink')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} aria-hidden />}
          onClick={() =>
            window.open(`/reviews/${room.id}/record?print=true&minutes=${language}`, '_blank', 'noopener')
          }
        >
          {t('record.print')}
        </Button>
        {room.status === 'planned' && room.scheduledAt !== null && (
          <Button
            component="a"
            size="xs"
            variant="default"
            href={invitationPath(room.id)}
            download
            leftSection={<IconCalendarEvent size={14} aria-hidden />}
          >
            {t('record.invitation')}
          </Button>
        )}
        {mayWrite && room.status === 'closed' && (
          <Button
            size="xs"
            renderRoot={(props: object) => <Link {...props} to="/reviews" search={{ next: room.id }} />}
          >
            {t('record.planNext')}
          </Button>
        )}
      </Group>
      {error !== null && (
        <Alert color="red" mb="sm" role="alert" title={t('record.take.failed')}>
          {errorMessage(error, t)}
        </Alert>
      )}
    </div>
  );
}
