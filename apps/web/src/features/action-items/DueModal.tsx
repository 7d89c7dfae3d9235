import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { formatDay } from '../../time/formatInstant.js';
import { FormModal } from '../../ui/FormModal.js';
import { parseDueText } from './parseDueText.js';

interface Props {
  count: number;
  today: string;
  value: string | null;
  onChoose(dueOn: string | null): Promise<void>;
  onClose(): void;
}

/** A due day in words ("+5bd", "next fri", 来週金曜) or by the calendar. */
export function DueModal({ count, today, value, onChoose, onClose }: Props) {
  const t = useT();
  const [text, setText] = useState('');
  const [day, setDay] = useState(value ?? '');
  const parsed = text.trim() === '' ? day || null : parseDueText(text, today);
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('actions.setDueOf', { n: count })}
      submitLabel={t('ui.save')}
      disabled={parsed === null}
      onSubmit={() => onChoose(parsed)}
    >
      <TextInput
        label={t('actions.due.words')}
        description={t('actions.due.words.help')}
        data-autofocus
        value={text}
        error={text.trim() !== '' && parsed === null ? t('actions.due.unknown') : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('actions.due.calendar')}
        value={day}
        onChange={(event) => {
          setText('');
          setDay(event.currentTarget.value);
        }}
      />
      <Stack gap={4}>
        <Text fw={700} role="status">
          {parsed === null ? ' ' : formatDay(parsed, t.language, { weekday: true })}
        </Text>
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => void onChoose(null).then(onClose)}
          >
            {t('actions.due.none')}
          </Button>
        </Group>
      </Stack>
    </FormModal>
  );
}
