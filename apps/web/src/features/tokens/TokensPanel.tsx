import { Badge, Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiToken } from '@tenken/shared/identity.contract';
import { useMemo, useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatInstant } from '../../time/formatInstant.js';
import { useNow } from '../../time/NowProvider.js';
import { AddButton } from '../../ui/AddButton.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { DataState } from '../../ui/DataState.js';
import { type DataColumn, DataTable } from '../../ui/DataTable.js';
import { useReadersTimeZone } from '../../url/useScope.js';
import { CreateTokenDialog } from './CreateTokenDialog.js';
import { tokenState } from './tokenState.js';
import { revokeToken, tokensQuery } from './tokens.queries.js';

interface Props {
  /** Names of sources by id, for tokens that belong to one. */
  sourceNames: ReadonlyMap<string, string>;
}

/** Tokens for programs: what each may do, when it was last used, and taking it back. */
export function TokensPanel({ sourceNames }: Props) {
  const t = useT();
  const tokens = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const add = <AddButton onClick={() => setCreating(true)}>{t('tokens.create')}</AddButton>;
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('tokens.title')}
        </Title>
        {add}
      </Group>
      <Text size="sm" c="dimmed">
        {t.rich('tokens.hint', { code: (parts) => <Code>{parts}</Code> })}
      </Text>
      <DataState
        query={tokens}
        isEmpty={(rows) => rows.length === 0}
        empty={{ title: t('tokens.empty'), hint: t('tokens.empty.hint') }}
      >
        {(rows) => <TokenTable tokens={rows} sourceNames={sourceNames} />}
      </DataState>
      <CreateTokenDialog opened={creating} onClose={() => setCreating(false)} />
    </Stack>
  );
}

function TokenTable({ tokens, sourceNames }: Props & { tokens: readonly ApiToken[] }) {
  const t = useT();
  const now = useNow();
  const timeZone = useReadersTimeZone();
  const queryClient = useQueryClient();
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const columns = useMemo((): DataColumn<ApiToken>[] => {
    const instant = (at: string | null, otherwise: string) =>
      at === null ? otherwise : formatInstant(at, { language: t.language, timeZone });
    return [
      {
        key: 'name',
        header: t('tokens.name'),
        rowHeader: true,
        sortValue: (token) => token.name.toLowerCase(),
        cell: (token) => {
          const state = tokenState(token, now);
          return (
            <Group gap={6}>
              <span>{token.name}</span>
              {state !== 'usable' && (
                <Badge variant="outline" color="gray">
                  {t(`tokens.state.${state}`)}
                </Badge>
              )}
            </Group>
          );
        },
      },
      {
        key: 'prefix',
        header: t('tokens.prefix'),
        cell: (token) => <Code>{token.prefix}…</Code>,
      },
      {
        key: 'scopes',
        header: t('tokens.scopes'),
        cell: (token) => (
          <>
            {token.scopes.map((scope) => t(`tokens.scope.${scope}`)).join(t('ui.listSeparator'))}
            {token.sourceId !== null && (
              <Text size="xs" c="dimmed">
                {t('tokens.ofSource', { source: sourceNames.get(token.sourceId) ?? token.sourceId })}
              </Text>
            )}
          </>
        ),
      },
      {
        key: 'used',
        header: t('tokens.lastUsed'),
        sortValue: (token) => token.lastUsedAt,
        descendingFirst: true,
        cell: (token) => instant(token.lastUsedAt, t('tokens.neverUsed')),
      },
      {
        key: 'expires',
        header: t('tokens.expires'),
        sortValue: (token) => token.expiresAt,
        cell: (token) => instant(token.expiresAt, t('tokens.noExpiry')),
      },
      {
        key: 'actions',
        header: t('tokens.actions'),
        hideHeader: true,
        align: 'right',
        cell: (token) =>
          token.revokedAt === null && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('tokens.revokeOf', { name: token.name })}
              onClick={() => setRevoking(token)}
            >
              {t('tokens.revoke')}
            </Button>
          ),
      },
    ];
  }, [t, now, timeZone, sourceNames]);
  return (
    <>
      <DataTable
        label={t('tokens.title')}
        rows={tokens}
        rowId={(token) => token.id}
        rowLabel={(token) => token.name}
        columns={columns}
        rowTone={(token) => (tokenState(token, now) === 'usable' ? undefined : 'quiet')}
      />
      <ConfirmDialog
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t('tokens.revokeOf', { name: revoking?.name ?? '' })}
        confirmLabel={t('tokens.revoke')}
        danger
        onConfirm={async () => {
          if (revoking) await revokeToken(revoking.id);
          await queryClient.invalidateQueries({ queryKey: ['tokens'] });
        }}
      >
        {t('tokens.revoke.hint')}
      </ConfirmDialog>
    </>
  );
}
