import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleDurationsResponse } from '@tenken/shared/alert-rules.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatWholeDuration } from '../../time/formatWholeDuration.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './RuleDurations.module.css';
import { durationsQuery, type RangeScope } from './rules.queries.js';

type Band = RuleDurationsResponse['bands'][number];

/** How long alerts of the rule last, and how soon someone takes them: two tables with bars. */
export function RuleDurations({ ruleId, scope }: { ruleId: string; scope: RangeScope }) {
  const t = useT();
  const query = useQuery(durationsQuery(ruleId, scope));
  const duration = (seconds: number) => formatDuration(seconds, t.language);
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-durations">
      <Title order={2} size="h4" id="rule-durations" mb={4}>
        {t('rules.durations')} <DefinitionButton definitionKey="episode_duration" />
      </Title>
      <DataState
        query={query}
        isEmpty={(durations) => durations.ended + durations.open === 0}
        empty={{ title: t('rules.heat.none') }}
      >
        {(durations) => (
          <>
            {durations.ended === 0 ? (
              <Text size="sm" c="dimmed">
                {t('rules.figures.notEnded')}
              </Text>
            ) : (
              <Bands
                ruleId={ruleId}
                label={t('rules.durations')}
                bandLabel={t('rules.durations.band')}
                bands={durations.bands}
                nameOf={(band) => bandName(band, t)}
                filterOf={bandFilter}
              />
            )}
            {durations.open > 0 && (
              <Text size="xs" c="dimmed" mt={4}>
                {t('rules.durations.open', { n: durations.open })}
              </Text>
            )}
            <Title order={3} size="h5" mt="md" mb={4}>
              {t('rules.ack')} <DefinitionButton definitionKey="time_to_acknowledge" />
            </Title>
            {durations.acknowledged === 0 ? (
              <Text size="sm" c="dimmed">
                {t('rules.figures.notAcknowledged')}
              </Text>
            ) : (
              <>
                <Bands
                  ruleId={ruleId}
                  label={t('rules.ack')}
                  bandLabel={t('rules.ack.band')}
                  bands={durations.ack.bands}
                  nameOf={(band) => ackName(band, t)}
                  filterOf={(band) => ({
                    acknowledged: '1',
                    minAckSeconds: band.fromSeconds > 0 ? band.fromSeconds : undefined,
                    maxAckSeconds: band.toSeconds ?? undefined,
                  })}
                />
                <Text size="xs" c="dimmed" mt={4}>
                  {[
                    t('rules.ack.of', { n: durations.acknowledged, all: durations.ended + durations.open }),
                    durations.ack.p90Seconds === null
                      ? null
                      : t('rules.ack.p90', { duration: duration(durations.ack.p90Seconds) }),
                  ]
                    .filter((text) => text !== null)
                    .join(' · ')}
                </Text>
              </>
            )}
          </>
        )}
      </DataState>
    </Paper>
  );
}

interface BandsProps {
  ruleId: string;
  label: string;
  bandLabel: string;
  bands: readonly Band[];
  nameOf(band: Band): string;
  filterOf(band: Band): Record<string, unknown>;
}

function Bands({ ruleId, label, bandLabel, bands, nameOf, filterOf }: BandsProps) {
  const t = useT();
  const all = Math.max(
    1,
    bands.reduce((sum, band) => sum + band.episodes, 0),
  );
  return (
    <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{bandLabel}</Table.Th>
          <Table.Th scope="col" className="number">
            {t('rules.durations.episodes')}
          </Table.Th>
          <Table.Th scope="col">{t('rules.durations.share')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {bands.map((band) => (
          <Table.Tr key={band.fromSeconds}>
            <Table.Th scope="row" fw={400}>
              {nameOf(band)}
            </Table.Th>
            <Table.Td className="number">
              {band.episodes === 0 ? (
                '0'
              ) : (
                <RowsLink target={{ to: '/episodes', search: { rule: ruleId, ...filterOf(band) } }}>
                  {formatCount(band.episodes, t.language)}
                </RowsLink>
              )}
            </Table.Td>
            <Table.Td className={classes.barCell}>
              <span className={classes.bar} style={{ width: `${(band.episodes / all) * 70}%` }} aria-hidden />
              {formatShare(band.episodes / all, t.language)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The first band is what is called fleeting: it includes its upper end, so the others begin above it. */
function bandFilter(band: Band): Record<string, unknown> {
  if (band.fromSeconds === 0) return { fleeting: '1' };
  const minSeconds = band.fromSeconds === 300 ? 300.001 : band.fromSeconds;
  return { minSeconds, maxSeconds: band.toSeconds ?? undefined };
}

function bandName(band: Band, t: Translator): string {
  const duration = (seconds: number) => formatWholeDuration(seconds, t.language);
  if (band.toSeconds === null) return t('rules.durations.from', { from: duration(band.fromSeconds) });
  if (band.fromSeconds === 0) return t('rules.durations.within', { to: duration(band.toSeconds) });
  return t('rules.durations.between', { from: duration(band.fromSeconds), to: duration(band.toSeconds) });
}

function ackName(band: Band, t: Translator): string {
  if (band.fromSeconds !== 0 || band.toSeconds === null) return bandName(band, t);
  return t('rules.ack.under', { to: formatWholeDuration(band.toSeconds, t.language) });
}
