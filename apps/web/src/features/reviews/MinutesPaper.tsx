import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../i18n/useT.js';
import { DataState } from '../../ui/DataState.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import classes from './MinutesPaper.module.css';
import { minutesQuery } from './reviews.queries.js';

/** The minutes as a sheet of paper: what the server prints, and what a browser prints. */
export function MinutesPaper({ sessionId, language }: { sessionId: string; language: 'en' | 'ja' }) {
  const t = useT();
  const query = useQuery(minutesQuery(sessionId, language));
  return (
    <DataState query={query} skeleton="text">
      {(minutes) => (
        <Box
          component="article"
          lang={language}
          className={classes.paper}
          tabIndex={0}
          aria-label={t('reviews.minutes.title')}
        >
          <MarkdownText>{minutes}</MarkdownText>
        </Box>
      )}
    </DataState>
  );
}
