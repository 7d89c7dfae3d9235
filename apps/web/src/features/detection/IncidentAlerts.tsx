import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EpisodeCandidate, LinkStatus } from '@tenken/shared/detection.contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { incidentAlertsQuery, putEpisodeLink } from './incidentAlerts.queries.js';
import { nextProposed } from './nextProposed.js';
import { prepareDetection } from './prepareDetection.js';

const SHOWN = 20;

interface Props {
  incident: { id: string; detectedAt: string | null; detectionSource: string };
  timeZone: string;
  mayWrite: boolean;
  /** in a dialog of its own: its keys work at once, not only after `l` */
  inDialog?: boolean;
}

/** Which alert saw it first and how late, and the alerts that belong to it: proposed until a person says so. */
export function IncidentAlerts({ incident, timeZone, mayWrite, inDialog = false }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const query = useQuery(incidentAlertsQuery(incident.id));
  const items = useMemo(() => query.data?.items.slice(0, SHOWN) ?? [], [query.data]);
  const area = useRef<HTMLDivElement>(null);
  // `y` and `n` mean other things on a page until one is at the alerts.
  const [isLinking, setLinking] = useState(inDialog);
  const [chosen, setChosen] = useState<string | null>(null);
  const activeId = isLinking ? (chosen ?? nextProposed(items, null)) : null;

  const put = async (episodeId: string, status: LinkStatus | null) => {
    const answer = await putEpisodeLink(incident.id, episodeId, status);
    queryClient.setQueryData(incidentAlertsQuery(incident.id).queryKey, answer);
    await queryClient.invalidateQueries({ queryKey: ['detection'] });
  };
  const decide = (candidate: EpisodeCandidate, status: LinkStatus) => {
    if (candidate.status === status) return;
    const before = candidate.status === 'suggested' ? null : candidate.status;
    put(candidate.episodeId, status)
      .then(() =>
        undoable({
          message: t(
            status === 'confirmed' ? 'incidents.alerts.did.confirmed' : 'incidents.alerts.did.rejected',
          ),
          undo: () => put(candidate.episodeId, before),
        }),
      )
      .catch((error: unknown) =>
        notifications.show({
          color: 'red',
          message: errorMessage(error, t),
          closeButtonProps: { 'aria-label': t('ui.close') },
        }),
      );
  };
  const latest = useRef(decide);
  useEffect(() => {
    latest.current = decide;
  });
  const decideActive = (status: LinkStatus) => {
    const candidate = items.find(({ episodeId }) => episodeId === activeId);
    if (candidate === undefined) return;
    decide(candidate, status);
    setChosen(nextProposed(items, candidate.episodeId) ?? candidate.episodeId);
  };
  const move = (step: number) => {
    const at = items.findIndex(({ episodeId }) => episodeId === activeId);
    setChosen(items[Math.max(0, Math.min(items.length - 1, at + step))]?.episodeId ?? null);
  };
  const begin = () => {
    setLinking(true);
    area.current?.scrollIntoView?.({ block: 'center' });
    const id = chosen ?? nextProposed(items, null);
    if (id !== null) area.current?.querySelector<HTMLElement>(`tr[data-row-id="${CSS.escape(id)}"]`)?.focus();
  };
  const may = mayWrite && items.length > 0;
  useKeys(
    t('incidents.alerts'),
    [
      { key: 'l', label: t('detection.key.link'), run: begin, when: may && !isLinking },
      {
        key: 'y',
        label: t('detection.key.confirm'),
        run: () => decideActive('confirmed'),
        when: may && isLinking,
      },
      {
        key: 'n',
        label: t('detection.key.reject'),
        run: () => decideActive('rejected'),
        when: may && isLinking,
      },
      { key: 'j', label: t('ui.table.next'), run: () => move(1), when: may && isLinking, repeat: true },
      { key: 'k', label: t('ui.table.previous'), run: () => move(-1), when: may && isLinking, repeat: true },
      {
        key: 'Escape',
        label: t('detection.key.leave'),
        run: () => setLinking(false),
        when: may && isLinking && !inDialog,
      },
    ],
    { inDialog },
  );
  const columns = useMemo(
    () => alertColumns(t, timeZone, mayWrite, (candidate, status) => latest.current(candidate, status)),
    [t, timeZone, mayWrite],
  );
  return (
    <DataState query={query} skeleton="text">
      {(answer) => {
        const line = prepareDetection(incident.detectedAt, answer.items);
        return (
          <Stack gap="sm" ref={area}>
            <Group gap={4} align="center">
              <Text size="sm">
                {t(`incidents.alerts.${line.outcome}`, {
                  rule: line.first?.ruleName ?? '',
                  lag: lagText(line.first, t),
                  found:
                    t.optional(`incidents.detection.${incident.detectionSource}`) ?? incident.detectionSource,
                })}
                {line.first !== null && !line.confirmed ? ` ${t('incidents.alerts.proposed')}` : ''}
              </Text>
              <DefinitionButton definitionKey="recall" />
            </Group>
            {items.length > 0 && (
              <>
                <DataTable
                  label={t('incidents.alerts')}
                  rows={items}
                  rowId={(item) => item.episodeId}
                  columns={columns}
                  pageKeys={false}
                  activeId={activeId}
                  onActiveChange={(id) => {
                    setLinking(true);
                    setChosen(id);
                  }}
                />
                {may && (
                  <Text size="xs" c="dimmed" data-print="hidden">
                    {t(isLinking ? 'detection.keys.linking' : 'detection.keys.link')}
                  </Text>
                )}
              </>
            )}
            {(answer.truncated || answer.items.length > SHOWN) && (
              <Text size="sm" c="dimmed">
                {t('incidents.alerts.more', { shown: items.length, n: answer.items.length })}
              </Text>
            )}
          </Stack>
        );
      }}
    </DataState>
  );
}

/** `+5m` after the impact began, `−2m` before. */
function lagText(candidate: EpisodeCandidate | null, t: Translator): string {
  const seconds = candidate?.lagSeconds ?? null;
  if (seconds === null) return '—';
  return `${seconds < 0 ? '−' : '+'}${formatDuration(Math.abs(seconds), t.language)}`;
}

function alertColumns(
  t: Translator,
  timeZone: string,
  mayWrite: boolean,
  decide: (candidate: EpisodeCandidate, status: LinkStatus) => void,
): DataColumn<EpisodeCandidate>[] {
  return [
    {
      key: 'rule',
      header: t('incidents.alerts.rule'),
      rowHeader: true,
      cell: (item) => (
        <Group gap={6} wrap="nowrap">
          <SeverityBadge severity={item.severity} compact />
          <RowsLink target={{ to: '/rules/$id', params: { id: item.alertRuleId } }}>{item.ruleName}</RowsLink>
        </Group>
      ),
    },
    {
      key: 'began',
      header: t('incidents.alerts.began'),
      cell: (item) =>
        formatInstant(item.startsAt, { language: t.language, timeZone, seconds: true, hideZone: true }),
    },
    { key: 'lag', header: t('incidents.alerts.lag'), align: 'right', cell: (item) => lagText(item, t) },
    {
      key: 'link',
      header: t('incidents.alerts.link'),
      cell: (item) => (
        <Group gap={4} wrap="nowrap">
          {item.status !== 'suggested' && (
            <Badge size="sm" tt="none" variant="light" color={item.status === 'confirmed' ? 'teal' : 'gray'}>
              {t(`incidents.alerts.status.${item.status}`)}
            </Badge>
          )}
          {mayWrite && item.status !== 'confirmed' && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${t('incidents.alerts.confirm')}: ${item.ruleName}`}
              onClick={() => decide(item, 'confirmed')}
            >
              {t('incidents.alerts.confirm')}
            </Button>
          )}
          {mayWrite && item.status !== 'rejected' && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-label={`${t('incidents.alerts.reject')}: ${item.ruleName}`}
              onClick={() => decide(item, 'rejected')}
            >
              {t('incidents.alerts.reject')}
            </Button>
          )}
        </Group>
      ),
    },
  ];
}
