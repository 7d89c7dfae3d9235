import { Anchor, Badge, Code, Group, Stack, Table, Text } from '@mantine/core';
import type { ImportKind } from '@tenken/shared/imports.contract';
import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { IMPORT_FIELDS, templateCsv } from './importFields.js';

/** What a file of the kind may say, a template to begin with, and the command line for the same. */
export function ImportFieldList({ kind }: { kind: ImportKind }) {
  const t = useT();
  const isTable = kind !== 'postmortems' && kind !== 'rules';
  const command = `npm run import -- ${kind} ${isTable ? `${kind}.csv` : `${kind}/`}`;
  return (
    <details>
      <summary>{t('imports.fields')}</summary>
      <Stack gap="xs" mt="xs">
        {isTable && (
          <Anchor
            size="sm"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateCsv(kind))}`}
            download={`${kind}.csv`}
          >
            {t('imports.fields.template')}
          </Anchor>
        )}
        <Table withRowBorders verticalSpacing={4} maw={760}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('imports.fields.column')}</Table.Th>
              <Table.Th scope="col">{t('imports.fields.meaning')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {IMPORT_FIELDS[kind].map(({ name, meaning, required }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  <Group gap={6} wrap="nowrap">
                    <Code>{name}</Code>
                    {required && (
                      <Badge size="sm" variant="outline" color="gray" miw="max-content">
                        {t('imports.fields.required')}
                      </Badge>
                    )}
                  </Group>
                </Table.Th>
                <Table.Td>{t(meaning)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="sm" c="dimmed">
          {t('imports.fields.lists')}
        </Text>
        <Group gap="xs">
          <Text size="sm">{t('imports.command')}</Text>
          <Code>{command}</Code>
          <CopyButton value={command} />
        </Group>
      </Stack>
    </details>
  );
}
