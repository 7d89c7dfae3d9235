import { Alert, Button, Group, PasswordInput, Radio, Select } from '@mantine/core';
import { IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChatText, type ChatWebhook } from '@tenken/shared/chat.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { FormModal } from '../../ui/FormModal.js';
import { deleteChatWebhook, putChatWebhook, testChatWebhook } from './chat.queries.js';
import { chatReason } from './chatReason.js';

export interface ChatDialogProps {
  opened: boolean;
  /** null: a new one */
  webhook: ChatWebhook | null;
  /** teams that have none yet */
  teams: readonly { id: string; name: string }[];
  onClose(): void;
}

/** Adds the chat of a team or changes it; sends a line to try it, if wanted. */
export function ChatDialog({ opened, webhook, teams, onClose }: ChatDialogProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const [teamId, setTeamId] = useState<string | null>(webhook?.teamId ?? null);
  const [url, setUrl] = useState('');
  const [flavor, setFlavor] = useState<ChatWebhook['flavor']>(webhook?.flavor ?? 'slack');
  const [language, setLanguage] = useState<'en' | 'ja'>(webhook?.language ?? t.language);
  const [onClosed, setOnClosed] = useState<ChatWebhook['sendOnClose']>(webhook?.sendOnClose ?? null);
  const [removing, setRemoving] = useState(false);
  const address = url.trim() === '' ? {} : { url: url.trim() };
  const isReady = teamId !== null && (webhook !== null || url.trim() !== '');
  const test = useMutation({
    mutationFn: () => testChatWebhook(teamId ?? '', { ...address, flavor, language }),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['chat-webhooks'] });
  return (
    <>
      <FormModal
        opened={opened && !removing}
        onClose={onClose}
        title={webhook === null ? t('chat.form.new') : t('chat.form.edit', { team: webhook.teamName })}
        submitLabel={t('chat.form.save')}
        disabled={!isReady}
        onSubmit={async () => {
          await putChatWebhook(teamId ?? '', { ...address, flavor, language, sendOnClose: onClosed });
          await refresh();
        }}
      >
        {webhook === null && (
          <Select
            label={t('chat.team')}
            data={teams.map(({ id, name }) => ({ value: id, label: name }))}
            value={teamId}
            searchable
            required
            onChange={setTeamId}
          />
        )}
        <PasswordInput
          label={t('chat.form.url')}
          description={t(webhook === null ? 'chat.form.url.hint' : 'chat.form.url.kept')}
          value={url}
          required={webhook === null}
          autoComplete="off"
          onChange={(event) => {
            setUrl(event.currentTarget.value);
            test.reset();
          }}
        />
        <Group align="start" gap="xl">
          <Radio.Group
            label={t('chat.kind')}
            value={flavor}
            onChange={(value) => setFlavor(value === 'mattermost' ? 'mattermost' : 'slack')}
          >
            {(['slack', 'mattermost'] as const).map((value) => (
              <Radio key={value} mt={6} value={value} label={t(`chat.flavor.${value}`)} />
            ))}
          </Radio.Group>
          <Radio.Group
            label={t('chat.language')}
            value={language}
            onChange={(value) => setLanguage(value === 'ja' ? 'ja' : 'en')}
          >
            {(['ja', 'en'] as const).map((value) => (
              <Radio key={value} mt={6} value={value} label={t(`chat.language.${value}`)} />
            ))}
          </Radio.Group>
          <Radio.Group
            label={t('chat.onClose')}
            value={onClosed ?? 'none'}
            onChange={(value) => setOnClosed(ChatText.safeParse(value).data ?? null)}
          >
            {(['none', ...ChatText.options] as const).map((value) => (
              <Radio key={value} mt={6} value={value} label={t(`chat.onClose.${value}`)} />
            ))}
          </Radio.Group>
        </Group>
        {test.data?.ok === true && (
          <Alert color="teal" role="status" icon={<IconCircleCheck aria-hidden />}>
            {t('chat.form.test.ok')}
          </Alert>
        )}
        {test.data?.ok === false && (
          <Alert
            color="red"
            role="alert"
            icon={<IconPlugConnectedX aria-hidden />}
            title={t('chat.form.test.failed')}
          >
            {chatReason({ code: test.data.code ?? '', detail: test.data.detail }, t)}
          </Alert>
        )}
        {test.error !== null && (
          <Alert color="red" role="alert">
            {errorMessage(test.error, t)}
          </Alert>
        )}
        <Group justify="space-between">
          <Button
            variant="default"
            disabled={!isReady}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {t('chat.form.test')}
          </Button>
          {webhook !== null && (
            <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
              {t('chat.remove')}
            </Button>
          )}
        </Group>
      </FormModal>
      {webhook !== null && (
        <ConfirmDialog
          opened={removing}
          title={t('chat.remove.title', { team: webhook.teamName })}
          confirmLabel={t('chat.remove')}
          onConfirm={async () => {
            await deleteChatWebhook(webhook.teamId);
            await refresh();
            onClose();
          }}
          onClose={() => setRemoving(false)}
        >
          {t('chat.remove.hint')}
        </ConfirmDialog>
      )}
    </>
  );
}
