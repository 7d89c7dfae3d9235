import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ChatWebhook } from '@tenken/shared/chat.contract';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { AddButton } from '../../ui/AddButton.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { lazyDialog } from '../../ui/lazyDialog.js';
import { SectionHeading } from '../../ui/SectionHeading.js';
import type { ChatDialogProps } from './ChatDialog.js';
import { ChatMessageState } from './ChatMessageState.js';
import { chatWebhooksQuery } from './chat.queries.js';

const LazyChatDialog = lazyDialog<ChatDialogProps>(() =>
  import('./ChatDialog.js').then((module) => module.ChatDialog),
);

interface Props {
  teams: readonly { id: string; name: string }[];
  timeZone: string;
}

/** The chat of each team, and what is sent there by itself. */
export function ChatPanel({ teams, timeZone }: Props) {
  const t = useT();
  const isAdmin = useMay('admin');
  const query = useQuery(chatWebhooksQuery);
  const [editing, setEditing] = useState<ChatWebhook | 'new' | null>(null);
  const columns = useMemo((): DataColumn<ChatWebhook>[] => {
    return [
      { key: 'team', header: t('chat.team'), rowHeader: true, cell: (webhook) => webhook.teamName },
      { key: 'kind', header: t('chat.kind'), cell: (webhook) => t(`chat.flavor.${webhook.flavor}`) },
      { key: 'host', header: t('chat.host'), cell: (webhook) => webhook.host },
      {
        key: 'language',
        header: t('chat.language'),
        cell: (webhook) => t(`chat.language.${webhook.language}`),
      },
      {
        key: 'onClose',
        header: t('chat.onClose'),
        cell: (webhook) => t(`chat.onClose.${webhook.sendOnClose ?? 'none'}`),
      },
      {
        key: 'last',
        header: t('chat.last'),
        cell: ({ lastMessage }) =>
          lastMessage === null ? (
            t('chat.last.none')
          ) : (
            <ChatMessageState message={lastMessage} timeZone={timeZone} />
          ),
      },
      ...(isAdmin
        ? [
            {
              key: 'edit',
              header: t('chat.edit'),
              cell: (webhook: ChatWebhook) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('chat.edit.label', { team: webhook.teamName })}
                  onClick={() => setEditing(webhook)}
                >
                  {t('chat.edit')}
                </Button>
              ),
            },
          ]
        : []),
    ];
  }, [t, isAdmin, timeZone]);
  const taken = new Set(query.data?.items.map(({ teamId }) => teamId));
  return (
    <Stack>
      <SectionHeading
        title={t('chat.title')}
        hint={t('chat.hint')}
        actions={isAdmin && <AddButton onClick={() => setEditing('new')}>{t('chat.add')}</AddButton>}
      />
      <DataState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={{ title: t('chat.empty'), hint: t('chat.empty.hint') }}
      >
        {({ items }) => (
          <DataTable
            label={t('chat.title')}
            rows={items}
            rowId={(webhook) => webhook.teamId}
            columns={columns}
            pageKeys={false}
          />
        )}
      </DataState>
      <LazyChatDialog
        key={editing === null || editing === 'new' ? 'new' : editing.teamId}
        opened={editing !== null}
        webhook={editing === 'new' ? null : editing}
        teams={teams.filter(({ id }) => !taken.has(id))}
        onClose={() => setEditing(null)}
      />
    </Stack>
  );
}
