import { Button, Group, Paper, SegmentedControl, Stack, Title } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { DataState } from '../../ui/DataState.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import classes from './MinutesPanel.module.css';
import { minutesQuery } from './reviews.queries.js';

interface Props {
  sessionId: string;
  language: 'en' | 'ja';
  onLanguage(language: 'en' | 'ja'): void;
}

/** The minutes as people read them, and as Markdown to copy or to keep. */
export function MinutesPanel({ sessionId, language, onLanguage }: Props) {
  const t = useT();
  const query = useQuery(minutesQuery(sessionId, language));
  return (
    <Stack component="section" aria-label={t('reviews.minutes.title')}>
      <Group justify="space-between" data-print="hidden">
        <Title order={2} size="h4">
          {t('reviews.minutes.title')}
        </Title>
        <Group gap="xs">
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
          {query.data !== undefined && (
            <>
              <CopyButton value={query.data} label={t('reviews.minutes.copy')} />
              <Button
                component="a"
                size="xs"
                variant="default"
                leftSection={<IconDownload size={14} aria-hidden />}
                href={`data:text/markdown;charset=utf-8,${encodeURIComponent(query.data)}`}
                download={`review-${sessionId}-minutes-${language}.md`}
              >
                {t('reviews.minutes.download')}
              </Button>
            </>
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={14} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('reviews.minutes.print')}
          </Button>
        </Group>
      </Group>
      <DataState query={query} skeleton="text">
        {(minutes) => (
          <Paper
            withBorder
            p="lg"
            lang={language}
            className={classes.minutes}
            component="section"
            tabIndex={0}
            aria-label={t('reviews.minutes.title')}
          >
            <MarkdownText>{minutes}</MarkdownText>
          </Paper>
        )}
      </DataState>
    </Stack>
  );
}
