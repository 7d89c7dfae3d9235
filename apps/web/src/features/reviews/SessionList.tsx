import { Badge, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReviewSummary } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './cellWidths.module.css';
import { PreTriageLink } from './PreTriageLink.js';
import { reviewsQuery } from './reviews.queries.js';

interface Props {
  status: 'open' | 'closed';
  timeZone: string;
}

/** Sessions that are planned or going on, or those that are over, with what came out of each. */
export function SessionList({ status, timeZone }: Props) {
  const t = useT();
  const query = useQuery(reviewsQuery(status));
  const columns = useMemo(() => columnsOf(t, timeZone), [t, timeZone]);
  return (
    <DataState
      query={query}
      isEmpty={(data) => data.items.length === 0}
      empty={{
        title: t(status === 'open' ? 'reviews.list.open.none' : 'reviews.list.closed.none'),
        hint: t(status === 'open' ? 'reviews.list.open.none.hint' : 'reviews.list.closed.none.hint'),
      }}
    >
      {(data) => (
        <DataTable
          label={t(status === 'open' ? 'reviews.list.open' : 'reviews.list.closed')}
          rows={data.items}
          rowId={(review) => review.id}
          columns={columns}
          pageKeys={false}
        />
      )}
    </DataState>
  );
}

const COLOURS = { planned: 'gray', running: 'blue', closed: 'teal' } as const;

function columnsOf(t: Translator, timeZone: string): DataColumn<ReviewSummary>[] {
  const when = (review: ReviewSummary) =>
    review.closedAt ?? review.startedAt ?? review.scheduledAt ?? review.createdAt;
  const count = (
    key: string,
    header: string,
    of: (review: ReviewSummary) => number,
  ): DataColumn<ReviewSummary> => ({
    key,
    header,
    align: 'right',
    descendingFirst: true,
    sortValue: of,
    cell: (review) => of(review),
  });
  return [
    {
      key: 'title',
      header: t('reviews.list.title'),
      rowHeader: true,
      sortValue: (review) => review.title,
      cell: (review) => (
        <div className={classes.name}>
          <RowsLink
            target={{
              to: review.status === 'closed' ? '/reviews/$id/record' : '/reviews/$id',
              params: { id: review.id },
            }}
          >
            {review.title}
          </RowsLink>
          {review.isSample && (
            <Badge ml={6} variant="outline" color="gray" tt="none">
              {t('reviews.sample')}
            </Badge>
          )}
          <Text size="xs" c="dimmed">
            {review.services.map((service) => service.name).join(t('ui.listSeparator'))}
          </Text>
          {review.status === 'planned' && <PreTriageLink reviewId={review.id} />}
        </div>
      ),
    },
    {
      key: 'status',
      header: t('reviews.state'),
      sortValue: (review) => review.status,
      cell: (review) => (
        <Badge variant="light" color={COLOURS[review.status]} tt="none" miw="max-content">
          {t(`reviews.status.${review.status}`)}
        </Badge>
      ),
    },
    {
      key: 'when',
      header: t('reviews.list.when'),
      sortValue: when,
      descendingFirst: true,
      cell: (review) => formatInstant(when(review), { language: t.language, timeZone }),
    },
    {
      key: 'reviewed',
      header: t('reviews.list.reviewed'),
      align: 'right',
      sortValue: (review) => (review.itemCount === 0 ? null : review.reviewedCount / review.itemCount),
      descendingFirst: true,
      cell: (review) => `${review.reviewedCount} / ${review.itemCount}`,
    },
    count('verdicts', t('reviews.list.verdicts'), (review) => review.verdictCount),
    count('decisions', t('reviews.list.decisions'), (review) => review.decisionCount),
    count('actions', t('reviews.list.actions'), (review) => review.actionItemCount),
    count('gaps', t('reviews.list.gaps'), (review) => review.gapCount),
  ];
}
