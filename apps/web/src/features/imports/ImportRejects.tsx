import { Anchor, Button, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ImportJobResponse } from '@tenken/shared/imports.contract';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { importRejectsQuery } from './imports.queries.js';
import { problemText } from './problemText.js';

/** Lines that were not taken: which, why, page by page, and all of them as a file to mend. */
export function ImportRejects({ job }: { job: ImportJobResponse }) {
  const t = useT();
  const more = useInfiniteQuery({ ...importRejectsQuery(job.id), enabled: false });
  const rejects = more.data === undefined ? job.rejects : more.data.pages.flatMap(({ items }) => items);
  const isAll = rejects.length >= job.counts.rejected;
  const ending = job.format === 'json' || job.format === 'ndjson' ? 'ndjson' : 'csv';
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('imports.job.rejects')}
      </Title>
      <Text size="sm">{t('imports.job.rejects.hint')}</Text>
      <Anchor size="sm" href={`/api/v1/import-jobs/${job.id}/rejects.${ending}`} download>
        {t('imports.job.rejects.download', { format: ending === 'csv' ? 'CSV' : 'NDJSON' })}
      </Anchor>
      <Table verticalSpacing={4} fz="sm" aria-label={t('imports.job.rejects')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('imports.reject.line')}</Table.Th>
            <Table.Th scope="col">{t('imports.reject.field')}</Table.Th>
            <Table.Th scope="col">{t('imports.reject.reason')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rejects.map((reject) => (
            <Table.Tr key={`${reject.line} ${reject.field} ${reject.reason}`}>
              <Table.Td>{reject.line}</Table.Td>
              <Table.Td>
                {reject.field === null ? t('imports.reject.wholeLine') : <Code>{reject.field}</Code>}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {problemText(t, reject)}
                {reject.others.map((other) => (
                  <div key={`${other.field} ${other.reason}`}>
                    {other.field === null
                      ? problemText(t, other)
                      : t.rich('imports.problem.other', {
                          field: <Code>{other.field}</Code>,
                          problem: problemText(t, other),
                        })}
                  </div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {!isAll && (
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {t('imports.job.rejects.more', { shown: rejects.length, all: job.counts.rejected })}
          </Text>
          <Button
            variant="default"
            size="xs"
            loading={more.isFetching}
            onClick={() => void (more.data === undefined ? more.refetch() : more.fetchNextPage())}
          >
            {t('imports.job.rejects.next')}
          </Button>
        </Group>
      )}
      <FormError error={more.error} />
    </Stack>
  );
}
