import { useQuery } from '@tanstack/react-query';
import { DataState } from '../../ui/DataState.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import classes from './MinutesPaper.module.css';
import { minutesQuery } from './reviews.queries.js';

/** The minutes as a sheet of paper: what the server prints, and what a browser prints. */
export function MinutesPaper({ sessionId, language }: { sessionId: string; language: 'en' | 'ja' }) {
  const query = useQuery(minutesQuery(sessionId, language));
  return (
    <DataState query={query} skeleton="text">
      {(minutes) => (
        <article lang={language} className={classes.paper}>
          <MarkdownText>{minutes}</MarkdownText>
        </article>
      )}
    </DataState>
  );
}
