import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { EpisodeEventItem } from '@tenken/shared/episodes.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { describeEvent } from './describeEvent.js';
import classes from './EpisodePeek.module.css';
import { episodeEventsQuery } from './episodes.queries.js';

/** What was said of an alert, in words, oldest first: who acknowledged, silenced, notified. */
export function EpisodeHistory({ id, timeZone }: { id: string; timeZone: string }) {
  const t = useT();
  const query = useInfiniteQuery(episodeEventsQuery(id));
  return (
    <section aria-label={t('episodes.history')}>
      <Text size="sm" fw={700}>
        {t('episodes.history')}
      </Text>
      <DataState query={query} skeleton="text">
        {({ pages }) => {
          const events = pages.flatMap(({ items }) => items);
          if (events.length === 0) {
            return (
              <Text size="sm" c="dimmed">
                {t('episodes.history.none')}
              </Text>
            );
          }
          return (
            <ol className={classes.history}>
              {events.map((event) => (
                <Event key={JSON.stringify(event)} event={event} timeZone={timeZone} />
              ))}
            </ol>
          );
        }}
      </DataState>
      {query.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('episodes.history.more')}
        </Button>
      )}
    </section>
  );
}

function Event({ event, timeZone }: { event: EpisodeEventItem; timeZone: string }) {
  const t = useT();
  const { what, details } = describeEvent(event, t);
  const instant = (at: string) => formatInstant(at, { language: t.language, timeZone, seconds: true });
  return (
    <li>
      <time dateTime={event.at}>{instant(event.at)}</time>
      <div>
        {what}
        {event.times > 1 && (
          <Text size="xs" c="dimmed">
            {t('episodes.event.times', { n: event.times, at: instant(event.lastAt) })}
          </Text>
        )}
        {details && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {details}
          </Text>
        )}
      </div>
    </li>
  );
}
