import { Badge, Text } from '@mantine/core';
import type { HomeReviews } from '@tenken/shared/home.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import classes from './Home.module.css';
import { HomeBlock } from './HomeBlock.js';

interface Props {
  data: HomeReviews | null;
  onRetry(): void;
}

/** Alert reviews that run or are planned, and when the last one was. */
export function ReviewsBlock({ data, onRetry }: Props) {
  const t = useT();
  const timeZone = useReadersTimeZone();
  const last = data?.lastClosed ?? null;
  const lastClosed =
    last === null
      ? null
      : t.rich('home.reviews.last', {
          title: (
            <RowsLink target={{ to: '/reviews/$id/record', params: { id: last.id } }}>{last.title}</RowsLink>
          ),
          time: formatInstant(last.closedAt, { language: t.language, timeZone }),
        });
  return (
    <HomeBlock
      number={3}
      title={t('home.reviews')}
      all={{ to: '/reviews' }}
      data={data}
      onRetry={onRetry}
      isEmpty={(block) => block.items.length === 0}
      empty={
        <>
          {t('home.reviews.none')} {lastClosed ?? t('home.reviews.never')}
        </>
      }
    >
      {(block) => (
        <>
          <ul className={classes.rows}>
            {block.items.map((review) => (
              <li key={review.id} className={classes.row}>
                <div>
                  <RowsLink target={{ to: '/reviews/$id', params: { id: review.id } }}>
                    {review.title}
                  </RowsLink>{' '}
                  <Badge variant={review.status === 'running' ? 'light' : 'outline'} color="blue">
                    {t(`home.reviews.${review.status}`)}
                  </Badge>
                  <Text size="xs" c="dimmed">
                    {review.services.join(t('ui.listSeparator'))}
                  </Text>
                </div>
                <div className={classes.aside}>
                  {t('home.reviews.progress', { done: review.rulesReviewed, all: review.rules })}
                  <br />
                  {review.scheduledAt &&
                    formatInstant(review.scheduledAt, { language: t.language, timeZone })}
                </div>
              </li>
            ))}
          </ul>
          {lastClosed && (
            <Text size="sm" c="dimmed" mt="sm" component="div" className={classes.inText}>
              {lastClosed}
            </Text>
          )}
        </>
      )}
    </HomeBlock>
  );
}
