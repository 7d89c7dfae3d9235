import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleDurationsResponse } from '@tenken/shared/alert-rules.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatCount, formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatWholeDuration } from '../../time/formatWholeDuration.js';
import { DataState } from '../../ui/DataState.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import classes from './RuleDurations.module.css';
import { durationsQuery, type RangeScope } from './rules.queries.js';

type Band = RuleDurationsResponse['bands'][number];

/** How long alerts of the rule last, as a table with bars. */
export function RuleDurations({ ruleId, scope }: { ruleId: string; scope: RangeScope }) {
  const t = useT();
  const query = useQuery(durationsQuery(ruleId, scope));
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-durations">
      <Title order={2} size="h4" id="rule-durations" mb={4}>
        {t('rules.durations')} <DefinitionButton definitionKey="episode_duration" />
      </Title>
      <DataState
        query={query}
        isEmpty={(durations) => durations.ended === 0}
        empty={{ title: t('rules.figures.notEnded') }}
      >
        {(durations) => (
          <>
            <Table verticalSpacing={4} horizontalSpacing="xs" aria-label={t('rules.durations')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('rules.durations.band')}</Table.Th>
                  <Table.Th scope="col" className="number">
                    {t('rules.durations.episodes')}
                  </Table.Th>
                  <Table.Th scope="col">{t('rules.durations.share')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {durations.bands.map((band) => (
                  <Table.Tr key={band.fromSeconds}>
                    <Table.Th scope="row" fw={400}>
                      {bandName(band, t)}
                    </Table.Th>
                    <Table.Td className="number">
                      {band.episodes === 0 ? (
                        '0'
                      ) : (
                        <RowsLink target={{ to: '/episodes', search: { rule: ruleId, ...bandFilter(band) } }}>
                          {formatCount(band.episodes, t.language)}
                        </RowsLink>
                      )}
                    </Table.Td>
                    <Table.Td className={classes.barCell}>
                      <span
                        className={classes.bar}
                        style={{ width: `${(band.episodes / durations.ended) * 70}%` }}
                        aria-hidden
                      />
                      {formatShare(band.episodes / durations.ended, t.language)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {durations.open > 0 && (
              <Text size="xs" c="dimmed" mt={4}>
                {t('rules.durations.open', { n: durations.open })}
              </Text>
            )}
          </>
        )}
      </DataState>
    </Paper>
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
