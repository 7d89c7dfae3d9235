import { Code, NativeSelect, Table, Text } from '@mantine/core';
import { IMPORT_FIELDS, type MappedKind } from '@tenken/shared/import-fields';
import type { ImportMapping, ImportPreviewResponse } from '@tenken/shared/imports.contract';
import { useT } from '../../i18n/useT.js';
import { changeMapping } from './changeMapping.js';

interface Props {
  kind: MappedKind;
  columns: ImportPreviewResponse['columns'];
  mapping: ImportMapping;
  onChange(mapping: ImportMapping): void;
}

/** Which column of the file is which field. */
export function MappingTable({ kind, columns, mapping, onChange }: Props) {
  const t = useT();
  const fieldOf = new Map(mapping.columns.map(({ column, field }) => [column, field]));
  const options = [
    { value: '', label: t('imports.map.leaveOut') },
    ...IMPORT_FIELDS[kind].map(({ name, isRequired }) => {
      const meaning = t.optional(`imports.field.${name}`);
      const label = meaning === null ? name : t('imports.map.option', { name, meaning });
      return { value: name, label: isRequired ? `${label} *` : label };
    }),
  ];
  return (
    <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={4} fz="sm" aria-label={t('imports.map.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('imports.map.column')}</Table.Th>
            <Table.Th scope="col">{t('imports.map.samples')}</Table.Th>
            <Table.Th scope="col">{t('imports.map.field')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ name, samples }) => {
            const field = fieldOf.get(name) ?? '';
            const label = `labels.${name}`;
            const own =
              kind === 'episodes' ? [{ value: label, label: t('imports.map.label', { name: label }) }] : [];
            const isElse = field !== '' && ![...options, ...own].some(({ value }) => value === field);
            return (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  <Code>{name}</Code>
                </Table.Th>
                <Table.Td maw={280}>
                  <Text size="xs" c="dimmed" truncate>
                    {samples.join(t('ui.listSeparator'))}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    size="xs"
                    aria-label={t('imports.map.fieldOf', { column: name })}
                    value={field}
                    data={[...options, ...own, ...(isElse ? [{ value: field, label: field }] : [])]}
                    onChange={(event) =>
                      onChange(changeMapping(mapping, name, event.currentTarget.value || null))
                    }
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
