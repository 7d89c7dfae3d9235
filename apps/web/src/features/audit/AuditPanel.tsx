import { Button, Code, Group, List, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry } from '@tenken/shared/audit.contract';
import { useMemo } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { MoreRows } from '../../ui/MoreRows.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import { type AuditFilter, auditQuery } from './audit.queries.js';
import { prepareChanges } from './prepareChanges.js';

const SUBJECTS = [
  'user',
  'invite',
  'api_token',
  'team',
  'service',
  'holiday',
  'setting',
  'incident',
  'postmortem',
  'action_item',
  'alert_rule',
  'coverage_gap',
  'decision',
  'verdict',
  'review_session',
  'source',
  'delivery',
  'import_job',
] as const;
const SHOWN_CHANGES = 6;

interface Props {
  /** Kept in the address by the page. */
  filter: AuditFilter;
  onFilterChange(filter: AuditFilter): void;
}

/** Who changed what, newest first. */
export function AuditPanel({ filter, onFilterChange }: Props) {
  const t = useT();
  const entries = useInfiniteQuery(auditQuery(filter));
  const rows = useMemo(() => entries.data?.pages.flatMap((page) => page.items) ?? [], [entries.data]);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Stack>
      <Title order={2} size="h4">
        {t('audit.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('audit.hint')}
      </Text>
      <Group align="end">
        <TextInput
          label={t('audit.filter.actor')}
          value={filter.actor ?? ''}
          onChange={(event) => onFilterChange({ ...filter, actor: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={t('audit.filter.subject')}
          value={filter.subjectType ?? ''}
          data={[
            { value: '', label: t('audit.filter.all') },
            ...SUBJECTS.map((subject) => ({ value: subject, label: t(`audit.subject.${subject}`) })),
          ]}
          onChange={(event) =>
            onFilterChange({ ...filter, subjectType: event.currentTarget.value || undefined })
          }
        />
        {filtered && (
          <Button variant="subtle" color="gray" onClick={() => onFilterChange({})}>
            {t('audit.filter.clear')}
          </Button>
        )}
      </Group>
      <DataState
        query={entries}
        isEmpty={() => rows.length === 0}
        empty={{ title: t(filtered ? 'audit.noMatch' : 'audit.empty') }}
      >
        {() => (
          <>
            <AuditTable rows={rows} />
            <MoreRows query={entries} label={t('audit.more')} />
          </>
        )}
      </DataState>
    </Stack>
  );
}

function AuditTable({ rows }: { rows: readonly AuditEntry[] }) {
  const t = useT();
  const timeZone = useReadersTimeZone();
  const columns = useMemo(
    (): DataColumn<AuditEntry>[] => [
      {
        key: 'at',
        header: t('audit.at'),
        rowHeader: true,
        cell: (entry) => (
          <span
            style={{ whiteSpace: 'nowrap' }}
            title={entry.requestId === null ? undefined : t('ui.requestId', { id: entry.requestId })}
          >
            {formatInstant(entry.at, { language: t.language, timeZone, seconds: true })}
          </span>
        ),
      },
      {
        key: 'actor',
        header: t('audit.actor'),
        cell: (entry) => (
          <div style={{ minWidth: 150 }}>
            {entry.actorName}
            {entry.actorKind !== 'user' && (
              <Text size="xs" c="dimmed">
                {t(`audit.actor.${entry.actorKind}`)}
              </Text>
            )}
          </div>
        ),
      },
      {
        key: 'what',
        header: t('audit.what'),
        cell: (entry) => (
          <div style={{ minWidth: 140 }}>
            {t.optional(`audit.action.${entry.action}`) ?? entry.action.replaceAll('_', ' ')}
            <Text size="xs" c="dimmed">
              {t.optional(`audit.subject.${entry.subjectType}`) ?? entry.subjectType.replaceAll('_', ' ')}{' '}
              {entry.subjectId}
            </Text>
          </div>
        ),
      },
      { key: 'changes', header: t('audit.changes'), cell: (entry) => <Changes entry={entry} /> },
    ],
    [t, timeZone],
  );
  return <DataTable label={t('audit.title')} rows={rows} rowId={(entry) => entry.id} columns={columns} />;
}

function Changes({ entry }: { entry: AuditEntry }) {
  const t = useT();
  const changes = prepareChanges(entry.before, entry.after);
  if (changes.length === 0) return '—';
  const list = (
    <List size="sm" listStyleType="none" miw={240}>
      {changes.map(({ field, before, after }) => (
        <List.Item key={field}>
          {field !== '' && <Code>{field}</Code>} {before !== null && <del>{before}</del>}
          {before !== null && ' → '}
          {after === null ? t('audit.nothing') : <ins>{after}</ins>}
        </List.Item>
      ))}
    </List>
  );
  if (changes.length <= SHOWN_CHANGES) return list;
  return (
    <details>
      <summary>{t('audit.changes.count', { n: changes.length })}</summary>
      {list}
    </details>
  );
}
