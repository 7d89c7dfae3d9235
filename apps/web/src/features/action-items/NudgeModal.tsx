import { Group, Modal, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ActionItemRow } from '@tenken/shared/action-items.contract';
import { useMemo, useState } from 'react';
import { createTranslator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { DataState } from '../../ui/DataState.js';
import { actionItemsEn } from './actionItems.en.js';
import { actionItemsJa } from './actionItems.ja.js';
import { type ActionItemFilterParams, openActionItemsQuery } from './actionItems.queries.js';
import { type NudgeBy, nudges } from './nudgeText.js';

interface Props {
  opened: boolean;
  /** these; without any, everything open that the filters leave */
  items: readonly ActionItemRow[];
  filters: ActionItemFilterParams;
  onClose(): void;
}

/** Reminders to copy into a chat: one for each owner or team, in the language that they read. */
export function NudgeModal({ opened, items, filters, onClose }: Props) {
  const t = useT();
  const [by, setBy] = useState<NudgeBy>('owner');
  const [language, setLanguage] = useState(t.language);
  const query = useQuery({ ...openActionItemsQuery(filters), enabled: opened && items.length === 0 });
  const words = useMemo(
    () => (language === 'ja' ? createTranslator('ja', actionItemsJa) : createTranslator('en', actionItemsEn)),
    [language],
  );
  const list = (rows: readonly ActionItemRow[], isCut: boolean) => {
    const made = nudges(rows, by, words);
    if (made.length === 0) return <Text size="sm">{t('actions.nudge.none')}</Text>;
    return (
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {isCut
              ? t('actions.nudge.cut', { n: rows.length })
              : t('actions.nudge.count', { n: made.length })}
          </Text>
          <CopyButton
            value={made.map(({ text }) => text).join('\n\n---\n\n')}
            label={t('actions.nudge.copyAll')}
          />
        </Group>
        {made.map(({ name, items: n, overdue, text }) => {
          const title = name ?? t(by === 'owner' ? 'actions.nobody' : 'actions.noTeam');
          return (
            <Paper key={name ?? ''} withBorder p="xs" component="section" aria-label={title}>
              <Group justify="space-between" mb={4}>
                <Text size="sm" fw={700}>
                  {title}{' '}
                  <Text span size="sm" fw={400} c="dimmed">
                    {t('actions.nudge.counts', { n, overdue })}
                  </Text>
                </Text>
                <CopyButton value={text} />
              </Group>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} lang={language}>
                {text}
              </Text>
            </Paper>
          );
        })}
      </Stack>
    );
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('actions.nudge')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <Stack gap="sm">
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('actions.nudge.by')}
            value={by}
            onChange={(value) => setBy(value === 'team' ? 'team' : 'owner')}
            data={[
              { value: 'owner', label: t('actions.nudge.by.owner') },
              { value: 'team', label: t('actions.nudge.by.team') },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('actions.nudge.language')}
            value={language}
            onChange={(value) => setLanguage(value === 'ja' ? 'ja' : 'en')}
            data={[
              { value: 'en', label: 'English' },
              { value: 'ja', label: '日本語' },
            ]}
          />
        </Group>
        {items.length > 0 ? (
          list(items, false)
        ) : (
          <DataState query={query} skeleton="text">
            {(page) => list(page.items, page.nextCursor !== null)}
          </DataState>
        )}
      </Stack>
    </Modal>
  );
}
