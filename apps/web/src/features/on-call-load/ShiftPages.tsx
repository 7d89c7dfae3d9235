import { Anchor, List, Stack, Table, Text } from '@mantine/core';
import type { OnCallLoadResponse, OnCallShift } from '@tenken/shared/on-call-load.contract';
import { useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.js';
import { LazyStackedBars } from '../../charts/LazyStackedBars.js';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { rowsTarget } from './onCallLoad.queries.js';

const SHOWN = 8;

interface Props {
  shifts: NonNullable<OnCallLoadResponse['shifts']>;
  definition: OnCallLoadResponse['definition'];
  rotation: string;
  /** of the rotation */
  timeZone: string;
}

/** How many shifts had how many pages; those with more than two are named. */
export function ShiftPages({ shifts, definition, rotation, timeZone }: Props) {
  const t = useT();
  const [asTable, setAsTable] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const { distribution, limit } = shifts;
  const labelOf = (index: number) => {
    const { pages, isOrMore } = distribution[index] as (typeof distribution)[number];
    return isOrMore ? t('onCallLoad.shifts.orMore', { pages }) : String(pages);
  };
  const over = shifts.items.filter((shift) => shift.isOver).sort((a, b) => b.pages - a.pages);
  const shown = showsAll ? over : over.slice(0, SHOWN);
  return (
    <ChartFrame
      title={t('onCallLoad.shifts.title', { over: shifts.over, n: shifts.n })}
      summary={t('onCallLoad.shifts.summary', { startsAt: shifts.startsAt, zone: timeZone })}
      definitionKey="shift_pages"
      definition={definition}
      asTable={asTable}
      onAsTable={setAsTable}
      table={
        <Table aria-label={t('onCallLoad.shifts.axis')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('onCallLoad.shifts.pages')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('onCallLoad.shifts.shifts')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {distribution.map((one, index) => (
              <Table.Tr key={one.pages}>
                <Table.Th scope="row" fw={400}>
                  {labelOf(index)}
                </Table.Th>
                <Table.Td ta="right">{one.shifts}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      }
      footer={
        over.length > 0 && (
          <Stack gap={4} mt="sm">
            <Text size="sm" fw={700}>
              {t('onCallLoad.shifts.over')}
            </Text>
            <ShiftLinks shifts={shown} rotation={rotation} timeZone={timeZone} />
            {over.length > SHOWN && !showsAll && (
              <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setShowsAll(true)}>
                {t('onCallLoad.shifts.all', { n: over.length })}
              </Anchor>
            )}
          </Stack>
        )
      }
    >
      <LazyStackedBars
        label={t('onCallLoad.shifts.axis')}
        height={200}
        columns={distribution.map((one, index) => ({
          label: labelOf(index),
          values: { [one.pages > limit ? 'over' : 'within']: one.shifts },
        }))}
        series={[
          { key: 'within', label: t('onCallLoad.shifts.within', { limit }), colour: 'var(--data)' },
          { key: 'over', label: t('onCallLoad.shifts.more', { limit }), colour: 'var(--severity-high)' },
        ]}
        describe={(index) => ({
          title: t('onCallLoad.shifts.tooltip', { pages: labelOf(index) }),
          lines: [t('onCallLoad.shifts.count', { n: distribution[index]?.shifts ?? 0 })],
        })}
      />
    </ChartFrame>
  );
}

function ShiftLinks({
  shifts,
  rotation,
  timeZone,
}: {
  shifts: readonly OnCallShift[];
  rotation: string;
  timeZone: string;
}) {
  const t = useT();
  return (
    <List size="sm" listStyleType="none" spacing={4} style={{ columns: '230px' }}>
      {shifts.map(({ from, to, pages }) => (
        <List.Item key={from}>
          <RowsLink target={rowsTarget(rotation, { rows: 'pages', from, to })} underline="always">
            {t('onCallLoad.shifts.one', {
              from: formatInstant(from, { language: t.language, timeZone }),
              pages,
            })}
          </RowsLink>
        </List.Item>
      ))}
    </List>
  );
}
