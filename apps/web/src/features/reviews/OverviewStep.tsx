import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { Figure } from '../../ui/Figure.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { scopeOfRoom } from './scopeOfRoom.js';
import classes from './textLinks.module.css';

/** The window in figures, and what is to be looked at in it. */
export function OverviewStep({ room }: { room: ReviewRoom }) {
  const t = useT();
  const { overview } = room;
  const search = scopeOfRoom(room);
  const before = (n: number | null) => (n === null ? undefined : t('reviews.overview.before', { n }));
  const groups = (group: string) =>
    room.items.filter((item) => item.kind === 'alert_rule' && item.evidence.group === group).length;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <Figure
          label={t('reviews.overview.fired')}
          value={String(overview.fired)}
          definitionKey="fired"
          rows={{ to: '/episodes', search }}
          note={before(overview.previousFired)}
        />
        <Figure
          label={t('reviews.overview.pages')}
          value={String(overview.pages)}
          definitionKey="pages"
          rows={{ to: '/episodes', search: { ...search, notified: '1' } }}
          note={before(overview.previousPages)}
        />
        <Figure
          label={t('reviews.overview.night')}
          value={overview.nightPages === null ? null : String(overview.nightPages)}
          rows={{ to: '/episodes', search: { ...search, notified: '1', hours: 'sleep' } }}
          note={t('reviews.overview.night.hint')}
        />
        <Figure
          label={t('reviews.overview.incidents')}
          value={String(overview.incidents)}
          definitionKey="incident_count"
          rows={{ to: '/incidents', search }}
          note={t('reviews.overview.detection', {
            caught: overview.incidentsCaught,
            late: overview.incidentsLate,
            missed: overview.incidentsMissed,
          })}
        />
      </SimpleGrid>
      <Title order={2} size="h4">
        {t('reviews.overview.agenda')}
      </Title>
      <Text>
        {t('reviews.overview.rules', {
          n: overview.rules,
          loud: groups('needs_decision'),
          changed: groups('changed'),
          quiet: groups('quiet'),
        })}
      </Text>
      <Text c="dimmed" size="sm" className={classes.links}>
        {overview.previousReview === null
          ? t('reviews.overview.first')
          : t.rich('reviews.overview.previous', {
              review: (
                <RowsLink
                  key="review"
                  target={{ to: '/reviews/$id/record', params: { id: overview.previousReview.id } }}
                >
                  {overview.previousReview.title}
                </RowsLink>
              ),
              time: formatInstant(overview.previousReview.closedAt, {
                language: t.language,
                timeZone: room.timeZone,
              }),
            })}
      </Text>
    </Stack>
  );
}
