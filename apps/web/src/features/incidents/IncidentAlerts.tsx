import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EpisodeCandidate, LinkStatus } from '@tenken/shared/detection.contract';
import type { IncidentResponse } from '@tenken/shared/incident-details.contract';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { incidentAlertsQuery, putEpisodeLink } from './incidentAlerts.queries.js';
import { incidentWord } from './incidentWord.js';
import { prepareDetection } from './prepareDetection.js';

const SHOWN = 20;

interface Props {
  incident: IncidentResponse;
  timeZone: string;
  mayWrite: boolean;
}

/** Which alert saw it first and how late, and the alerts that belong to it: proposed until a person says so. */
export function IncidentAlerts({ incident, timeZone, mayWrite }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const query = useQuery(incidentAlertsQuery(incident.id));
  const put = async (episodeId: string, status: LinkStatus | null) => {
    const answer = await putEpisodeLink(incident.id, episodeId, status);
    queryClient.setQueryData(incidentAlertsQuery(incident.id).queryKey, answer);
  };
  const decide = (candidate: EpisodeCandidate, status: LinkStatus) => {
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
  return (
    <DataState query={query} skeleton="text">
      {({ items, truncated }) => {
        const line = prepareDetection(incident.detectedAt, items);
        return (
          <Stack gap="sm">
            <Group gap={4} align="center">
              <Text size="sm">
                {t(`incidents.alerts.${line.outcome}`, {
                  rule: line.first?.ruleName ?? '',
                  lag: lagText(line.first),
                  found: incidentWord(t, 'detection', incident.detectionSource),
                })}
                {line.first !== null && !line.confirmed ? ` ${t('incidents.alerts.proposed')}` : ''}
              </Text>
              <DefinitionButton definitionKey="recall" />
            </Group>
            {items.length > 0 && (
              <Table.ScrollContainer minWidth={520}>
                <Table aria-label={t('incidents.alerts')} verticalSpacing={4}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">{t('incidents.alerts.rule')}</Table.Th>
                      <Table.Th scope="col">{t('incidents.alerts.began')}</Table.Th>
                      <Table.Th scope="col" ta="right">
                        {t('incidents.alerts.lag')}
                      </Table.Th>
                      <Table.Th scope="col">{t('incidents.alerts.link')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {items.slice(0, SHOWN).map((item) => (
                      <Table.Tr key={item.episodeId}>
                        <Table.Th scope="row" fw={400}>
                          <Group gap={6} wrap="nowrap">
                            <SeverityBadge severity={item.severity} compact />
                            <RowsLink target={{ to: '/rules/$id', params: { id: item.alertRuleId } }}>
                              {item.ruleName}
                            </RowsLink>
                          </Group>
                        </Table.Th>
                        <Table.Td>
                          {formatInstant(item.startsAt, {
                            language: t.language,
                            timeZone,
                            seconds: true,
                            hideZone: true,
                          })}
                        </Table.Td>
                        <Table.Td ta="right">{lagText(item)}</Table.Td>
                        <Table.Td>
                          <Group gap={4} wrap="nowrap">
                            {item.status !== 'suggested' && (
                              <Badge
                                size="sm"
                                tt="none"
                                variant="light"
                                color={item.status === 'confirmed' ? 'teal' : 'gray'}
                              >
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
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )}
            {(truncated || items.length > SHOWN) && (
              <Text size="sm" c="dimmed">
                {t('incidents.alerts.more', { shown: Math.min(SHOWN, items.length), n: items.length })}
              </Text>
            )}
          </Stack>
        );
      }}
    </DataState>
  );

  /** `+5m` after the impact began, `−2m` before. */
  function lagText(candidate: EpisodeCandidate | null): string {
    const seconds = candidate?.lagSeconds ?? null;
    if (seconds === null) return '—';
    return `${seconds < 0 ? '−' : '+'}${formatDuration(Math.abs(seconds), t.language)}`;
  }
}
