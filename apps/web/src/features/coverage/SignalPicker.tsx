import { Autocomplete, Button, Group } from '@mantine/core';
import { SIGNALS, SignalSchema } from '@tenken/shared/signals';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { useSetSignal } from './coverage.queries.js';
import { signalName } from './signalName.js';

interface Props {
  rule: { id: string; name: string };
  /** null: none is known, or it is guessed */
  signal: string | null;
  /** signals of one's own that are in use */
  own: readonly string[];
}

/** Corrects what a rule watches: a signal of the list, or a word of the team's own. */
export function SignalPicker({ rule, signal, own }: Props) {
  const t = useT();
  const undoable = useUndoToast();
  const set = useSetSignal();
  const [text, setText] = useState<string | null>(null);
  const words = [...SIGNALS, ...own];
  if (text === null) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('coverage.pick.change.of', { rule: rule.name })}
        onClick={() => setText('')}
      >
        {t('coverage.pick.change')}
      </Button>
    );
  }
  const wanted =
    words.find((word) => signalName(word, t) === text) ?? text.trim().toLowerCase().replaceAll(' ', '_');
  const isValid = SignalSchema.safeParse(wanted).success;
  const save = async () => {
    await set.mutateAsync({ id: rule.id, signal: wanted });
    setText(null);
    undoable({
      message: t('coverage.pick.did', { rule: rule.name, signal: signalName(wanted, t) }),
      undo: () => set.mutateAsync({ id: rule.id, signal }),
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) void save().catch(() => undefined);
      }}
    >
      <Group gap={4} wrap="nowrap" align="end">
        <Autocomplete
          size="xs"
          data-autofocus
          autoFocus
          label={t('coverage.pick.new', { rule: rule.name })}
          description={t('coverage.pick.own')}
          data={words.map((word) => signalName(word, t))}
          value={text}
          onChange={setText}
          error={text !== '' && !isValid ? t('coverage.pick.invalid') : undefined}
        />
        <Button type="submit" size="xs" loading={set.isPending} disabled={!isValid}>
          {t('coverage.pick.save')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => setText(null)}>
          {t('ui.cancel')}
        </Button>
      </Group>
      <FormError error={set.error} />
    </form>
  );
}
