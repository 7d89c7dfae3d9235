import { Anchor, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EpisodeCandidate, LinkStatus } from '@tenken/shared/detection.contract';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { candidatesQuery, usePutLinks } from './detection.queries.js';

interface Props {
  incidentId: string;
  timeZone: string;
}

/** The alerts of an incident: confirmed, rejected, proposed; for the page of an incident. */
export function EpisodeLinksPanel({ incidentId, timeZone }: Props) {
  const t = useT();
  const may = useMay('write');
  const query = useQuery(candidatesQuery(incidentId));
  const put = usePutLinks(incidentId);
  const undoable = useUndoToast();
  const decide = async (candidate: EpisodeCandidate, status: LinkStatus | null) => {
    const before = candidate.decidedAt === null && candidate.status === 'suggested' ? null : candidate.status;
    const set = (to: LinkStatus | null) => put.mutateAsync([{ episodeId: candidate.episodeId, status: to }]);
    await set(status);
    undoable({
      message: t(
        status === 'confirmed' || status === 'rejected'
          ? `detection.links.done.${status}`
          : 'detection.links.done.null',
        {
          rule: candidate.ruleName,
        },
      ),
      undo: () => set(before),
      redo: () => set(status),
    });
  };
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="detection-links">
      <Title order={2} size="h4" id="detection-links">
        {t('detection.links')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('detection.links.hint')}
      </Text>
      <FormError error={put.error} />
      <DataState
        query={query}
        isEmpty={(found) => found.items.length === 0}
        empty={{
          title: t('detection.links.empty'),
          hint: t('detection.links.empty.hint'),
          action: (
            <Anchor renderRoot={(props) => <Link {...props} to="/coverage" />}>
              {t('detection.record')}
            </Anchor>
          ),
        }}
        partial={(found) => (found.truncated ? t('detection.links.truncated') : null)}
      >
        {(found) => (
          <Table.ScrollContainer minWidth={560} type="native">
            <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={t('detection.links')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('detection.links.column.alert')}</Table.Th>
                  <Table.Th scope="col">{t('detection.links.column.startsAt')}</Table.Th>
                  <Table.Th scope="col" className="number">
                    {t('detection.links.column.lag')}
                  </Table.Th>
                  <Table.Th scope="col">{t('detection.links.column.status')}</Table.Th>
                  {may && <Table.Th scope="col">{t('detection.links.column.actions')}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.items.map((candidate) => (
                  <Table.Tr key={candidate.episodeId}>
                    <Table.Th scope="row" fw={400}>
                      <Anchor
                        renderRoot={(props) => (
                          <Link {...props} to="/rules/$id" params={{ id: candidate.alertRuleId }} />
                        )}
                      >
                        {candidate.ruleName}
                      </Anchor>
                      {candidate.summary && (
                        <Text size="xs" c="dimmed">
                          {candidate.summary}
                        </Text>
                      )}
                    </Table.Th>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>
                      {formatInstant(candidate.startsAt, { language: t.language, timeZone })}
                    </Table.Td>
                    <Table.Td className="number">{formatDuration(candidate.lagSeconds, t.language)}</Table.Td>
                    <Table.Td>
                      <Stack gap={0}>
                        <span>{t(`detection.links.status.${candidate.status}`)}</span>
                        {candidate.decidedBy && (
                          <Text size="xs" c="dimmed">
                            {t('detection.links.by', { name: candidate.decidedBy })}
                          </Text>
                        )}
                      </Stack>
                    </Table.Td>
                    {may && (
                      <Table.Td>
                        <Decide candidate={candidate} onDecide={decide} />
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </DataState>
    </Paper>
  );
}

interface DecideProps {
  candidate: EpisodeCandidate;
  onDecide(candidate: EpisodeCandidate, status: LinkStatus | null): Promise<void>;
}

function Decide({ candidate, onDecide }: DecideProps) {
  const t = useT();
  const button = (what: 'confirm' | 'reject' | 'undecide', status: LinkStatus | null) => (
    <Button
      size="compact-xs"
      variant={what === 'undecide' ? 'subtle' : 'default'}
      color={what === 'undecide' ? 'gray' : undefined}
      aria-label={t(`detection.links.${what}.of`, { rule: candidate.ruleName })}
      onClick={() => void onDecide(candidate, status).catch(() => undefined)}
    >
      {t(`detection.links.${what}`)}
    </Button>
  );
  if (candidate.status !== 'suggested') return button('undecide', null);
  return (
    <Group gap={4} wrap="nowrap">
      {button('confirm', 'confirmed')}
      {button('reject', 'rejected')}
    </Group>
  );
}
