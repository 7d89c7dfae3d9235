import { Anchor, Badge, Box, Button, Group, Text } from '@mantine/core';
import type { ReviewRecordResponse } from '@tenken/shared/review-record.contract';
import { useMemo } from 'react';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { RowsLink, type RowsTarget } from '../../ui/RowsLink.js';

type Item = ReviewRecordResponse['actionItems'][number];

interface Props {
  label: string;
  items: readonly Item[];
  /** where an item is opened */
  targetOf(item: Item): RowsTarget;
  /** with it the issue of an item has a column, and where there is none, a button that makes one */
  issues?: { onMake: ((item: Item) => void) | null } | undefined;
}

/** Things that a review left behind: as the record has them, and as they are today. */
export function RecordToday({ label, items, targetOf, issues }: Props) {
  const t = useT();
  const columns = useMemo(() => columnsOf(t, targetOf, issues), [t, targetOf, issues]);
  return (
    <DataTable label={label} rows={items} rowId={(item) => item.id} columns={columns} pageKeys={false} />
  );
}

function columnsOf(t: Translator, targetOf: Props['targetOf'], issues: Props['issues']): DataColumn<Item>[] {
  const status = (value: string) => t.optional(`record.status.${value}`) ?? value;
  return [
    {
      key: 'title',
      header: t('record.item'),
      rowHeader: true,
      cell: (item) => (
        <Box miw={200}>
          <RowsLink target={targetOf(item)}>{item.title}</RowsLink>
        </Box>
      ),
    },
    { key: 'owner', header: t('record.owner'), cell: (item) => item.owner ?? t('reviews.unowned') },
    {
      key: 'due',
      header: t('record.due'),
      cell: (item) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          {item.dueOn === null ? t('reviews.noDue') : formatDay(item.dueOn, t.language)}
        </span>
      ),
    },
    {
      key: 'then',
      header: t('record.then'),
      cell: (item) => <span style={{ whiteSpace: 'nowrap' }}>{status(item.statusThen)}</span>,
    },
    {
      key: 'now',
      header: t('record.now'),
      cell: (item) => (
        <Group gap={6} wrap="nowrap">
          <Text
            size="sm"
            fw={item.statusNow === item.statusThen ? 400 : 700}
            span
            style={{ whiteSpace: 'nowrap' }}
          >
            {status(item.statusNow)}
          </Text>
          {item.isOverdue && (
            <Badge variant="light" color="red" tt="none" miw="max-content">
              {t('record.overdue')}
            </Badge>
          )}
        </Group>
      ),
    },
    ...(issues === undefined
      ? []
      : [
          {
            key: 'issue',
            header: t('record.issue'),
            cell: (item: Item) =>
              item.url === null ? (
                issues.onMake !== null &&
                item.statusNow !== 'deleted' && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('record.issue.make.label', { title: item.title })}
                    onClick={() => issues.onMake?.(item)}
                  >
                    {t('record.issue.make')}
                  </Button>
                )
              ) : (
                <Anchor href={item.url} size="sm" target="_blank" rel="noopener nofollow">
                  {issueName(item.url)}
                </Anchor>
              ),
          },
        ]),
  ];
}

/** `owner/repository#12` for an issue of GitHub, else the host. */
function issueName(url: string): string {
  const match = /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+)\/issues\/(\d+)/.exec(url);
  return match ? `${match[1]}#${match[2]}` : new URL(url).host;
}
