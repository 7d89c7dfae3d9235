import {
  Alert,
  Anchor,
  Autocomplete,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TrackerIssueDraft } from '@tenken/shared/tracker-issues.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { DataState } from '../../ui/DataState.js';
import { FormModal } from '../../ui/FormModal.js';
import { MarkdownText } from '../../ui/MarkdownText.js';
import { createIssue, issueDraftQuery } from './trackerIssues.queries.js';

export interface IssueDialogProps {
  opened: boolean;
  actionItemId: string;
  onClose(): void;
}

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;

/** Makes an issue of an action item, or hands its Markdown over to be pasted anywhere. */
export function IssueDialog({ opened, actionItemId, onClose }: IssueDialogProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [language, setLanguage] = useState<'en' | 'ja'>(t.language);
  const query = useQuery({ ...issueDraftQuery(actionItemId, language), enabled: opened });
  const draft = query.data;
  const [connection, setConnection] = useState<string | null>(null);
  const [repository, setRepository] = useState<string | null>(null);
  const [title, setTitle] = useState<string | null>(null);
  const [body, setBody] = useState<string | null>(null);
  const [view, setView] = useState<'preview' | 'write'>('preview');
  const chosen = draft?.connections.find(({ id }) => id === connection) ?? draft?.connections[0];
  const target = repository ?? chosen?.repositories[0] ?? '';
  const said = { title: title ?? draft?.title ?? '', body: body ?? draft?.body ?? '' };
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('issue.title')}
      submitLabel={t('issue.submit')}
      disabled={chosen === undefined || !REPOSITORY.test(target.trim()) || said.title.trim() === ''}
      onSubmit={async () => {
        const made = await createIssue(actionItemId, {
          ...(chosen === undefined ? {} : { connectionId: chosen.id }),
          repository: target.trim(),
          ...said,
          language,
        });
        announce(t('issue.made', { name: made.externalId ?? made.url ?? '' }));
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: ['actions'] }),
          queryClient.invalidateQueries({ queryKey: ['action-items'] }),
          queryClient.invalidateQueries({ queryKey: ['reviews', 'record'] }),
        ]);
      }}
    >
      <DataState query={query} skeleton="text">
        {(data) => (
          <>
            {data.connections.length === 0 ? (
              <NoConnection />
            ) : (
              <Target
                data={data}
                connectionId={chosen?.id ?? null}
                onConnection={(id) => {
                  setConnection(id);
                  setRepository(null);
                }}
                repository={target}
                onRepository={setRepository}
                sourceName={chosen?.sourceName ?? ''}
              />
            )}
            {data.lastFailure !== null && (
              <Alert
                color="orange"
                title={t('issue.lastFailure', { repository: data.lastFailure.repository })}
              >
                {t.optional(`error.${data.lastFailure.code}`) ?? data.lastFailure.detail}
              </Alert>
            )}
            <TextInput
              label={t('issue.field.title')}
              value={said.title}
              maxLength={256}
              required
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <Group justify="space-between">
              <Group gap="xs">
                <SegmentedControl
                  size="xs"
                  aria-label={t('issue.field.body')}
                  value={view}
                  onChange={(value) => setView(value === 'write' ? 'write' : 'preview')}
                  data={[
                    { value: 'preview', label: t('issue.preview') },
                    { value: 'write', label: t('issue.write') },
                  ]}
                />
                <SegmentedControl
                  size="xs"
                  aria-label={t('issue.language')}
                  value={language}
                  onChange={(value) => {
                    setLanguage(value === 'ja' ? 'ja' : 'en');
                    setBody(null);
                  }}
                  data={[
                    { value: 'en', label: 'English' },
                    { value: 'ja', label: '日本語' },
                  ]}
                />
              </Group>
              <CopyButton value={`# ${said.title}\n\n${said.body}`} label={t('issue.copy')} />
            </Group>
            {view === 'write' ? (
              <Textarea
                label={t('issue.field.body')}
                value={said.body}
                autosize
                minRows={8}
                maxRows={18}
                maxLength={60_000}
                onChange={(event) => setBody(event.currentTarget.value)}
              />
            ) : (
              <Paper withBorder p="sm" component="section" aria-label={t('issue.preview')} lang={language}>
                <MarkdownText>{said.body}</MarkdownText>
              </Paper>
            )}
          </>
        )}
      </DataState>
    </FormModal>
  );
}

function NoConnection() {
  const t = useT();
  return (
    <Alert color="yellow" title={t('issue.none')}>
      {t('issue.none.hint')}{' '}
      <Anchor
        inherit
        underline="always"
        renderRoot={(props: object) => <Link {...props} to="/data/{-$tab}" params={{ tab: 'sources' }} />}
      >
        {t('issue.none.link')}
      </Anchor>
    </Alert>
  );
}

interface TargetProps {
  data: TrackerIssueDraft;
  connectionId: string | null;
  onConnection(id: string | null): void;
  sourceName: string;
  repository: string;
  onRepository(repository: string): void;
}

function Target({ data, connectionId, onConnection, sourceName, repository, onRepository }: TargetProps) {
  const t = useT();
  const chosen = data.connections.find(({ id }) => id === connectionId);
  return (
    <Group align="start" grow>
      {data.connections.length > 1 && (
        <Select
          label={t('issue.connection')}
          data={data.connections.map(({ id, sourceName: name }) => ({ value: id, label: name }))}
          value={connectionId}
          allowDeselect={false}
          onChange={onConnection}
        />
      )}
      <Autocomplete
        label={t('issue.repository')}
        description={t('issue.repository.hint', { source: sourceName })}
        data={chosen?.repositories ?? []}
        value={repository}
        required
        onChange={onRepository}
      />
    </Group>
  );
}
