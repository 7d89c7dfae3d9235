import { Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { LoadFigure, OnCallLoadResponse } from '@tenken/shared/on-call-load.contract';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { BarSign } from './BarSign.js';
import { figureText } from './figureText.js';
import { rowsTarget } from './onCallLoad.queries.js';

interface Props {
  answer: OnCallLoadResponse;
  scorecard: NonNullable<OnCallLoadResponse['scorecard']>;
  rotation: string;
}

/** The rows of the standard: value, bar, met or not, and what it is made of. */
export function Scorecard({ answer, scorecard, rotation }: Props) {
  const t = useT();
  const hasPrevious = scorecard.figures.some((figure) => figure.previous !== null);
  return (
    <Paper withBorder component="section" aria-labelledby="load-scorecard">
      <Stack gap={2} p="sm" pb={4}>
        <Group gap={4}>
          <Title order={2} size="h4" id="load-scorecard">
            {t('onCallLoad.scorecard')}
          </Title>
          <DefinitionButton definitionKey="on_call_load" answered={answer.definition} />
        </Group>
        <Text size="sm" c="dimmed">
          {t('onCallLoad.caveat')}
        </Text>
      </Stack>
      <Table.ScrollContainer minWidth={520}>
        <Table aria-label={t('onCallLoad.scorecard')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('onCallLoad.column.figure')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('onCallLoad.column.value')}
              </Table.Th>
              <Table.Th scope="col">{t('onCallLoad.column.verdict')}</Table.Th>
              <Table.Th scope="col">{t('onCallLoad.column.bar')}</Table.Th>
              {hasPrevious && (
                <Table.Th scope="col" ta="right">
                  {t('onCallLoad.column.previous')}
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {scorecard.figures.map((figure) => (
              <Table.Tr key={figure.key}>
                <Table.Th scope="row" fw={400}>
                  {t(`onCallLoad.figure.${figure.key}`)}
                  <Text size="xs" c="dimmed" component="div">
                    <Basis figure={figure} answer={answer} scorecard={scorecard} rotation={rotation} />
                  </Text>
                </Table.Th>
                <Table.Td ta="right" fw={700}>
                  <Value figure={figure} scorecard={scorecard} rotation={rotation} />
                </Table.Td>
                <Table.Td>
                  <BarSign verdict={figure.verdict} />
                </Table.Td>
                <Table.Td>{t(`onCallLoad.bar.${figure.key}`)}</Table.Td>
                {hasPrevious && (
                  <Table.Td ta="right" c="dimmed">
                    {figureText(figure.key, figure.previous, t)}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

/** The value leads to its rows: as many as stand beside it. */
function Value({ figure, scorecard, rotation }: Omit<Props, 'answer'> & { figure: LoadFigure }) {
  const t = useT();
  const text = figureText(figure.key, figure.value, t);
  if (figure.episodes === 0) return text;
  const day = figure.key === 'stale' ? (scorecard.stalestDay ?? undefined) : undefined;
  return <RowsLink target={rowsTarget(rotation, { rows: figure.rows, day })}>{text}</RowsLink>;
}

/** What the value is made of, in words. */
function Basis({ figure, answer, scorecard, rotation }: Props & { figure: LoadFigure }) {
  const t = useT();
  const { n, episodes } = figure;
  if (figure.key !== 'priorities')
    return t(`onCallLoad.basis.${figure.key}`, {
      n,
      episodes,
      rules: answer.rulesFired,
      alerts: scorecard.chatteringAlerts,
      floods: scorecard.floods,
      day: scorecard.stalestDay === null ? '' : formatDay(scorecard.stalestDay, t.language),
      hasDay: scorecard.stalestDay === null ? 'no' : 'yes',
    });
  const { low, medium, high, other } = scorecard.priorities;
  const link = (rows: 'low' | 'medium' | 'high' | 'other_priority', count: number) => {
    const words = t(`onCallLoad.priority.${rows}`, {
      share: rows === 'other_priority' || n === 0 ? '' : figureText('priorities', count / n, t),
      count,
    });
    return count === 0 ? (
      <span>{words}</span>
    ) : (
      <RowsLink target={rowsTarget(rotation, { rows })} underline="always">
        {words}
      </RowsLink>
    );
  };
  return (
    <Group gap={8} component="span">
      {link('low', low)}
      {link('medium', medium)}
      {link('high', high)}
      {other > 0 && link('other_priority', other)}
    </Group>
  );
}
