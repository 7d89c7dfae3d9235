import { Code, Stack, Table, Text } from '@mantine/core';
import type { ImportPreviewResponse } from '@tenken/shared/imports.contract';
import { Fragment } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { problemText } from './problemText.js';

/** The first rows of a file as they stand, with what is wrong in its place, and how numbers were told. */
export function PreviewRows({ preview, timeZone }: { preview: ImportPreviewResponse; timeZone: string }) {
  const t = useT();
  const { columns, rows } = preview;
  return (
    <Table.ScrollContainer minWidth={600} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={4} fz="xs" aria-label={t('imports.preview.title', { n: rows.length })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('imports.reject.line')}</Table.Th>
            {columns.map(({ name }) => (
              <Table.Th key={name} scope="col">
                <Code>{name}</Code>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const ofRow = row.problems.filter(({ column }) => column === null);
            return (
              <Fragment key={row.line}>
                <Table.Tr>
                  <Table.Th scope="row" fw={400}>
                    {row.line}
                  </Table.Th>
                  {columns.map(({ name }, index) => {
                    const problem = row.problems.find(({ column }) => column === name);
                    const note = row.notes.find(({ column }) => column === name);
                    return (
                      <Table.Td key={name} maw={260}>
                        <Stack gap={0}>
                          <Text size="xs" truncate>
                            {row.cells[index] ?? ''}
                          </Text>
                          {problem && (
                            <Text size="xs" c="red" style={{ whiteSpace: 'normal' }}>
                              {problemText(t, problem)}
                            </Text>
                          )}
                          {note && (
                            <Text size="xs" c="dimmed">
                              {t('imports.preview.readAs', {
                                how: t.optional(`imports.map.numbers.${note.readAs}`) ?? note.readAs,
                                at: formatInstant(note.at, { language: t.language, timeZone, seconds: true }),
                              })}
                            </Text>
                          )}
                        </Stack>
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
                {ofRow.length > 0 && (
                  <Table.Tr>
                    <Table.Td />
                    <Table.Td colSpan={Math.max(1, columns.length)}>
                      {ofRow.map((problem) => (
                        <Text key={`${problem.field} ${problem.reason}`} size="xs" c="red">
                          {problem.field === null ? null : <Code>{problem.field}</Code>}{' '}
                          {problemText(t, problem)}
                        </Text>
                      ))}
                    </Table.Td>
                  </Table.Tr>
                )}
              </Fragment>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
