import { Alert, Badge, Code, Group, List, Paper, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { MappedEpisode, MappingTrial } from '@tenken/shared/source-mapping.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { EmptyNote } from '../../ui/DataState.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { SeverityBadge } from '../../ui/SeverityBadge.js';
import { unreadPartText } from '../../ui/unreadPartText.js';
import { useScope } from '../../url/useScope.js';

interface Props {
  trials: readonly MappingTrial[];
  /** where the bodies came from; says what an empty list means */
  from: 'quarantined' | 'recent' | 'body';
}

/** What would come out of each delivery, and what could not be read of it. */
export function MappingTrialList({ trials, from }: Props) {
  const t = useT();
  if (trials.length === 0) {
    return (
      <EmptyNote
        title={t(`sources.mapping.none.${from === 'quarantined' ? 'quarantined' : 'recent'}`)}
        hint={t('sources.mapping.none.hint')}
      />
    );
  }
  return (
    <Stack gap="sm">
      {trials.map((trial) => (
        <Trial key={trial.deliveryId ?? 'body'} trial={trial} />
      ))}
    </Stack>
  );
}

function Trial({ trial }: { trial: MappingTrial }) {
  const t = useT();
  const { timeZone } = useScope();
  const received = formatInstant(trial.receivedAt, { language: t.language, timeZone, seconds: true });
  const title =
    trial.deliveryId === null
      ? t('sources.mapping.pasted')
      : t('sources.mapping.delivery', { id: trial.deliveryId });
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Group gap="xs" mb={4}>
        {trial.deliveryId === null ? (
          <Text size="sm" fw={600}>
            {title}
          </Text>
        ) : (
          <>
            <RowsLink
              target={{
                to: '/data/{-$tab}',
                params: { tab: 'deliveries' },
                search: { delivery: trial.deliveryId },
              }}
            >
              {title}
            </RowsLink>
            <Text size="xs" c="dimmed">
              {received}
            </Text>
          </>
        )}
        <Badge color={trial.total === 0 ? 'gray' : 'teal'} variant="light" tt="none">
          {t('sources.mapping.total', { n: trial.total })}
        </Badge>
        {trial.problems.length > 0 && (
          <Badge color="red" variant="light" tt="none">
            {t('sources.mapping.problems', { n: trial.problems.length })}
          </Badge>
        )}
      </Group>
      {trial.problems.length > 0 && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} mb="xs" p="xs">
          <List size="sm">
            {trial.problems.map((problem) => (
              <List.Item key={problem.message}>{problemText(t, problem)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {trial.warnings.map((warning) => (
        <Text key={warning} size="xs" c="dimmed">
          {warning}
        </Text>
      ))}
      {trial.episodes.length > 0 && <Episodes episodes={trial.episodes} />}
      {trial.total > trial.episodes.length && (
        <Text size="xs" c="dimmed">
          {t('sources.mapping.more', { n: trial.total - trial.episodes.length })}
        </Text>
      )}
      <details>
        <summary style={{ cursor: 'pointer', fontSize: 'var(--mantine-font-size-xs)' }}>
          {t('sources.mapping.sample')}
        </summary>
        <Code block mah={240} style={{ overflow: 'auto' }} tabIndex={0}>
          {indented(trial.sample)}
        </Code>
      </details>
    </Paper>
  );
}

function Episodes({ episodes }: { episodes: readonly MappedEpisode[] }) {
  const t = useT();
  const { timeZone } = useScope();
  const at = (instant: string | null) =>
    formatInstant(instant, { language: t.language, timeZone, seconds: true, hideZone: true });
  return (
    <Table.ScrollContainer minWidth={480} type="native">
      <Table verticalSpacing={4} fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('sources.mapping.field.rule')}</Table.Th>
            <Table.Th>{t('sources.mapping.field.service')}</Table.Th>
            <Table.Th>{t('sources.mapping.field.severity')}</Table.Th>
            <Table.Th>{t('sources.mapping.column.when')}</Table.Th>
            <Table.Th>{t('sources.mapping.field.labels')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {episodes.map((episode, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are never reordered, and two may be the same
            <Table.Tr key={index}>
              <Table.Th scope="row" fw={500}>
                {episode.rule}
              </Table.Th>
              <Table.Td>{episode.service ?? '—'}</Table.Td>
              <Table.Td>
                {episode.severity === null ? '—' : <SeverityBadge severity={episode.severity} />}
              </Table.Td>
              <Table.Td>
                {episode.state === null ? (
                  <>
                    {at(episode.startsAt)} –{' '}
                    {episode.endsAt === null ? t('sources.mapping.firing') : at(episode.endsAt)}
                  </>
                ) : (
                  <>
                    {at(episode.at)}: {t.optional(`sources.mapping.state.${episode.state}`) ?? episode.state}
                  </>
                )}
              </Table.Td>
              <Table.Td>
                {Object.entries(episode.labels)
                  .map(([name, value]) => `${name}=${value}`)
                  .join(', ') || '—'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The fields of a mapping by the names that its form has for them. */
function problemText(t: Translator, { field, message, part }: MappingTrial['problems'][number]): string {
  const name = field === null ? part.field : (t.optional(`sources.mapping.field.${field}`) ?? field);
  return unreadPartText(t, { ...part, field: name }) ?? message;
}

/** JSON with line breaks; what is no (whole) JSON stays as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
