import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { LobbyService } from '@tenken/shared/reviews.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDay, formatInstant } from '../../time/formatInstant.js';
import { addDays, dayOf } from '../../time/isoDay.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink, type RowsTarget, type SearchOf } from '../../ui/RowsLink.js';
import classes from './cellWidths.module.css';
import { lobbyQuery } from './reviews.queries.js';
import { StillOpenReview } from './StillOpenReview.js';

interface Props {
  window: { from: string; to: string; timeZone: string };
  /** services of the page's scope; empty = all */
  serviceIds: readonly string[];
  teamId: string | null;
  selected: ReadonlySet<string>;
  onSelect(ids: ReadonlySet<string>): void;
  sort: string | null;
  onSort(sort: string | null): void;
  mayWrite: boolean;
  onSetUp(services: readonly LobbyService[]): void;
}

/** Which service needs a review most, and why; choose one or several and begin. */
export function ReviewLobby(props: Props) {
  const { window, serviceIds, teamId, selected } = props;
  const t = useT();
  const query = useQuery(lobbyQuery(window));
  const rows = useMemo(
    () =>
      (query.data?.items ?? []).filter(
        (service) =>
          (serviceIds.length === 0 || serviceIds.includes(service.serviceId)) &&
          (teamId === null || service.teamId === teamId),
      ),
    [query.data, serviceIds, teamId],
  );
  const columns = useMemo(() => columnsOf(t, window), [t, window]);
  const chosen = rows.filter((service) => selected.has(service.serviceId));
  const setUp = () => props.onSetUp(chosen);
  useKeys(t('reviews.lobby.title'), [
    { key: 's', label: t('reviews.lobby.setUp'), run: setUp, when: props.mayWrite && chosen.length > 0 },
  ]);
  const running = chosen.find((service) => service.openReviewId !== null);

  return (
    <DataState
      query={query}
      isEmpty={(data) => data.items.length === 0}
      empty={{
        title: t('reviews.lobby.none'),
        hint: t('reviews.lobby.none.hint'),
        action: (
          <RowsLink target={{ to: '/data/{-$tab}', params: { tab: undefined } }}>
            {t('reviews.lobby.none.action')}
          </RowsLink>
        ),
      }}
    >
      {(data) => (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('reviews.lobby.window', {
              from: formatDay(window.from, t.language),
              to: formatDay(addDays(window.to, -1), t.language),
            })}{' '}
            {t('ui.asOf', {
              time: formatInstant(data.asOf, { language: t.language, timeZone: window.timeZone }),
            })}
          </Text>
          <DataTable
            label={t('reviews.lobby.title')}
            rows={rows}
            rowId={rowId}
            rowLabel={(service) => service.serviceName}
            columns={columns}
            sort={props.sort}
            onSortChange={props.onSort}
            selection={props.mayWrite ? { selected, onChange: props.onSelect } : undefined}
            empty={{ title: t('reviews.lobby.filtered'), hint: t('reviews.lobby.filtered.hint') }}
          />
          <Group gap="md">
            <Text size="sm" c="dimmed">
              {t('reviews.lobby.definitions')}
            </Text>
            {DEFINED.map((key) => (
              <Group key={key} gap={2}>
                <Text size="sm" c="dimmed">
                  {t(`definition.${key}.title`)}
                </Text>
                <DefinitionButton definitionKey={key} />
              </Group>
            ))}
          </Group>
          {props.mayWrite && (
            <Group gap="sm">
              <Button
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                disabled={chosen.length === 0}
                onClick={setUp}
              >
                {t('reviews.lobby.start', { n: chosen.length })}
              </Button>
              <Text size="sm" c="dimmed">
                {chosen.length === 0
                  ? t('reviews.lobby.choose')
                  : chosen.map((service) => service.serviceName).join(t('ui.listSeparator'))}
              </Text>
            </Group>
          )}
          {running?.openReviewId && (
            <StillOpenReview
              reviewId={running.openReviewId}
              serviceName={running.serviceName}
              mayWrite={props.mayWrite}
            />
          )}
        </Stack>
      )}
    </DataState>
  );
}

const DEFINED = ['fired', 'pages', 'self_resolved'] as const;

const rowId = (service: LobbyService) => service.serviceId;

function columnsOf(t: Translator, window: Props['window']): DataColumn<LobbyService>[] {
  const rows = (service: LobbyService, more?: SearchOf<'/episodes'>): RowsTarget => ({
    to: '/episodes',
    search: { service: [service.serviceId], ...more },
  });
  const number = (value: number | null, service: LobbyService, more?: SearchOf<'/episodes'>) =>
    value === null ? '—' : <RowsLink target={rows(service, more)}>{value}</RowsLink>;
  return [
    {
      key: 'service',
      header: t('reviews.lobby.service'),
      rowHeader: true,
      sortValue: (service) => service.serviceName,
      cell: (service) => (
        <>
          <RowsLink target={{ to: '/rules', search: { service: [service.serviceId] } }}>
            {service.serviceName}
          </RowsLink>
          {service.teamName !== null && (
            <Text size="xs" c="dimmed">
              {service.teamName}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'why',
      header: t('reviews.lobby.why'),
      sortValue: (service) => service.score,
      descendingFirst: true,
      cell: (service) => (
        <Text size="sm" maw={460} miw={200}>
          {service.reasons.length === 0
            ? t('reviews.lobby.why.none')
            : service.reasons.map(({ key, value }, index) => (
                // A reason and its figure stay on one line.
                <span key={key} className={classes.phrase}>
                  {t(`reviews.reason.${key}`, { n: value === null ? 0 : Math.round(value * 10) / 10 })}
                  {index < service.reasons.length - 1 && t('ui.listSeparator')}
                </span>
              ))}
        </Text>
      ),
    },
    {
      key: 'fired',
      header: t('reviews.lobby.fired'),
      align: 'right',
      descendingFirst: true,
      sortValue: (service) => service.fired,
      cell: (service) => number(service.fired, service),
    },
    {
      key: 'pages',
      header: t('reviews.lobby.pages'),
      align: 'right',
      descendingFirst: true,
      sortValue: (service) => service.pages,
      cell: (service) => number(service.pages, service, { notified: '1' }),
    },
    {
      key: 'night',
      header: t('reviews.lobby.night'),
      align: 'right',
      descendingFirst: true,
      sortValue: (service) => service.nightPages,
      cell: (service) => number(service.nightPages, service, { notified: '1', hours: 'sleep' }),
    },
    {
      key: 'decisions',
      header: t('reviews.lobby.decisions'),
      align: 'right',
      descendingFirst: true,
      sortValue: (service) => service.openDecisions,
      cell: (service) => service.openDecisions,
    },
    {
      key: 'last',
      header: t('reviews.lobby.last'),
      sortValue: (service) => service.lastReview?.closedAt ?? null,
      cell: (service) =>
        service.openReviewId !== null ? (
          <Badge variant="light" color="blue" tt="none" miw="max-content">
            <RowsLink target={{ to: '/reviews/$id', params: { id: service.openReviewId } }}>
              {t('reviews.lobby.running')}
            </RowsLink>
          </Badge>
        ) : service.lastReview === null ? (
          <Text size="sm" c="dimmed">
            {t('reviews.lobby.never')}
          </Text>
        ) : (
          <RowsLink target={{ to: '/reviews/$id/record', params: { id: service.lastReview.id } }}>
            {formatDay(dayOf(service.lastReview.closedAt, window.timeZone), t.language)}
          </RowsLink>
        ),
    },
  ];
}
