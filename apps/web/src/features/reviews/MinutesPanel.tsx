import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { DataState } from '../../ui/DataState.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import classes from './MinutesPanel.module.css';
import { minutesQuery } from './reviews.queries.js';

/** The minutes as people read them, and their Markdown to copy. */
export function MinutesPanel({ sessionId, language }: { sessionId: string; language: 'en' | 'ja' }) {
  const t = useT();
  const query = useQuery(minutesQuery(sessionId, language));
  return (
    <DataState query={query} skeleton="text">
      {(minutes) => (
        <>
          <div className={classes.copy} data-print="hidden">
            <CopyButton value={minutes} label={t('reviews.minutes.copy')} />
          </div>
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
        </>
      )}
    </DataState>
  );
}
