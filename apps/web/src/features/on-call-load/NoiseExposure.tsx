import { Paper, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { NoiseExposureResponse } from '@tenken/shared/on-call-load.contract';
import { useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { LazyScatterPlot } from '../../charts/LazyScatterPlot.js';
import { prepareScatter } from '../../charts/prepare/prepareScatter.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatShare } from '../../i18n/formatShare.js';
import { useT } from '../../i18n/useT.js';
import { formatDuration } from '../../time/formatDuration.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState, EmptyNote } from '../../ui/DataState.js';
import { type LoadScope, noiseExposureCsvPath, noiseExposureQuery } from './onCallLoad.queries.js';

interface Props {
  scope: LoadScope;
  rotation: string;
}

/** Whether people take a page later after much noise. */
export function NoiseExposure({ scope, rotation }: Props) {
  const t = useT();
  const query = useQuery(noiseExposureQuery({ ...scope, rotation }));
  return (
    <DataState query={query} skeleton="figures">
      {(answer) =>
        answer.acknowledged === 0 ? (
          <Paper withBorder>
            <EmptyNote title={t('onCallLoad.noise.empty')} hint={t('onCallLoad.noise.empty.hint')} />
          </Paper>
        ) : (
          <Exposure
            answer={answer}
            timeZone={scope.timeZone}
            csv={noiseExposureCsvPath({ ...scope, rotation })}
          />
        )
      }
    </DataState>
  );
}

function Exposure({
  answer,
  timeZone,
  csv,
}: {
  answer: NoiseExposureResponse;
  timeZone: string;
  csv: string;
}) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const model = useMemo(
    () =>
      prepareScatter(
        answer.points.map((point) => ({ ...point, x: point.noise, seconds: point.ackSeconds })),
        t.language,
      ),
    [answer.points, t.language],
  );
  const share = answer.fired === 0 ? null : answer.judged / answer.fired;
  return (
    <ChartFrame
      title={titleOf(answer, t)}
      summary={t('onCallLoad.noise.summary', {
        judged: formatShare(share, t.language),
        n: answer.acknowledged,
        shown: answer.points.length,
      })}
      definitionKey="noise_exposure"
      definition={answer.definition}
      asTable={asTable}
      onAsTable={setAsTable}
      csv={csv}
      table={<Groups answer={answer} />}
      footer={
        <>
          {!asTable && <Groups answer={answer} />}
          {answer.isCut && (
            <Text size="xs" c="dimmed">
              {t('onCallLoad.noise.cut')}
            </Text>
          )}
        </>
      }
    >
      <Text size="xs" c="dimmed">
        {t('onCallLoad.noise.yAxis')}
      </Text>
      <LazyScatterPlot
        model={model}
        label={titleOf(answer, t)}
        xLabel={t('onCallLoad.noise.axis')}
        describe={({ ruleName, at, noise, ackSeconds }) => ({
          title: ruleName,
          lines: [
            formatInstant(at, { language: t.language, timeZone }),
            t('onCallLoad.noise.point', { noise, duration: formatDuration(ackSeconds, t.language) }),
          ],
        })}
      />
    </ChartFrame>
  );
}

/** Says a difference only where the two intervals lie apart; otherwise that none is seen, or that there is too little. */
function titleOf(answer: NoiseExposureResponse, t: Translator): string {
  const known = answer.groups.filter((group) => group.lowerSeconds !== null);
  const [quiet, loud] = [known[0], known.at(-1)];
  if (quiet === undefined || loud === undefined || quiet === loud) return t('onCallLoad.noise.title.few');
  const words = {
    quiet: formatDuration(quiet.medianSeconds, t.language),
    loud: formatDuration(loud.medianSeconds, t.language),
    range: rangeText(loud, t),
  };
  if ((loud.lowerSeconds as number) > (quiet.upperSeconds as number))
    return t('onCallLoad.noise.title.slower', words);
  if ((loud.upperSeconds as number) < (quiet.lowerSeconds as number))
    return t('onCallLoad.noise.title.faster', words);
  return t('onCallLoad.noise.title.same');
}

function rangeText({ from, to }: { from: number; to: number | null }, t: Translator): string {
  if (to === null) return t('onCallLoad.noise.orMore', { from });
  return from === to ? String(from) : t('onCallLoad.noise.range', { from, to });
}

function Groups({ answer }: { answer: NoiseExposureResponse }) {
  const t = useT();
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table aria-label={t('onCallLoad.noise.groups')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('onCallLoad.noise.before')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('onCallLoad.noise.median')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t('onCallLoad.noise.interval')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              n
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {answer.groups.map((group) => (
            <Table.Tr key={group.from}>
              <Table.Th scope="row" fw={400}>
                {rangeText(group, t)}
              </Table.Th>
              <Table.Td ta="right">{formatDuration(group.medianSeconds, t.language)}</Table.Td>
              <Table.Td ta="right">
                {group.lowerSeconds === null
                  ? t('onCallLoad.noise.few')
                  : t('ui.range', {
                      lower: formatDuration(group.lowerSeconds, t.language),
                      upper: formatDuration(group.upperSeconds, t.language),
                    })}
              </Table.Td>
              <Table.Td ta="right">{group.n}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
