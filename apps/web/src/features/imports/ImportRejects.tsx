import { Anchor, Code, Stack, Table, Text, Title } from '@mantine/core';
import type { ImportJobResponse } from '@tenken/shared/imports.contract';
import { useT } from '../../i18n/useT.js';

/** Lines that were not taken: which, why, and all of them as a file. */
export function ImportRejects({ job }: { job: ImportJobResponse }) {
  const t = useT();
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('imports.job.rejects')}
      </Title>
      <Text size="sm">{t('imports.job.rejects.hint')}</Text>
      <Anchor size="sm" href={`/api/v1/import-jobs/${job.id}/rejects.csv`} download>
        {t('imports.job.rejects.download')}
      </Anchor>
      <Table verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('imports.reject.line')}</Table.Th>
            <Table.Th scope="col">{t('imports.reject.field')}</Table.Th>
            <Table.Th scope="col">{t('imports.reject.reason')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {job.rejects.map((reject) => (
            <Table.Tr key={`${reject.line} ${reject.field} ${reject.reason}`}>
              <Table.Td>{reject.line}</Table.Td>
              <Table.Td>
                {reject.field === null ? t('imports.reject.wholeLine') : <Code>{reject.field}</Code>}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{reject.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {job.counts.rejected > job.rejects.length && (
        <Text size="sm" c="dimmed">
          {t('imports.job.rejects.more', { shown: job.rejects.length, all: job.counts.rejected })}
        </Text>
      )}
    </Stack>
  );
}
