import { Table } from '@mantine/core';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { useT } from '../../i18n/useT.js';
import { stepName } from './agendaSteps.js';

/** What each step took, against what was planned. */
export function RecordTime({ room }: { room: ReviewRoom }) {
  const t = useT();
  const planned = room.steps.reduce((sum, step) => sum + step.minutes, 0);
  const spent = room.steps.reduce((sum, step) => sum + step.spentSeconds, 0);
  const minutes = (n: number) => t('reviews.minutes', { n });
  return (
    <Table maw={480}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('record.time.step')}</Table.Th>
          <Table.Th scope="col" ta="right">
            {t('record.time.planned')}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {t('record.time.spent')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {room.steps.map((step) => (
          <Table.Tr key={step.key}>
            <Table.Th scope="row" fw={400}>
              {stepName(step, t)}
            </Table.Th>
            <Table.Td ta="right">{minutes(step.minutes)}</Table.Td>
            <Table.Td ta="right">{minutes(Math.round(step.spentSeconds / 60))}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr fw={700}>
          <Table.Th scope="row">{t('record.time.total')}</Table.Th>
          <Table.Td ta="right">{minutes(planned)}</Table.Td>
          <Table.Td ta="right">{minutes(Math.round(spent / 60))}</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
