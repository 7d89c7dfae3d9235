import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { ApiError } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { FormError } from '../../ui/FormError.js';
import { mergeNotes } from './mergeNotes.js';

interface Props {
  label: string;
  description?: string;
  value: string;
  rowVersion: number;
  /** Saves and gives the newest text and version; throws ApiError `stale` when somebody was faster. */
  save(text: string, rowVersion: number): Promise<unknown>;
  /** Brings the newest text after a conflict; the new `value` comes in as a property. */
  refetch(): Promise<unknown>;
  disabled?: boolean;
  minRows?: number;
  inputId?: string;
}

interface Base {
  value: string;
  rowVersion: number;
}

/**
 * A note that several people may write at once. What somebody else saved meanwhile is joined with what is written here and
 * shown before it is saved: nobody's words are lost. Saved by Ctrl+Enter or the button.
 */
export function NoteEditor(props: Props) {
  const { value, rowVersion, disabled } = props;
  const t = useT();
  const hintId = useId();
  const [base, setBase] = useState<Base>({ value, rowVersion });
  const [draft, setDraft] = useState(value);
  const [merged, setMerged] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isDirty = draft !== base.value;
  const latest = useRef({ base, draft });
  latest.current = { base, draft };

  useEffect(() => {
    const { base: known, draft: written } = latest.current;
    if (rowVersion === known.rowVersion) return;
    if (written !== known.value && written !== value) {
      setDraft(mergeNotes(known.value, value, written));
      setMerged(true);
    } else setDraft(value);
    setBase({ value, rowVersion });
  }, [value, rowVersion]);

  const save = async () => {
    if (!isDirty || busy) return;
    setBusy(true);
    setError(null);
    try {
      await props.save(draft, base.rowVersion);
      setMerged(false);
      announce(t('reviews.note.saved'));
    } catch (failure) {
      // The newest text comes in as `value` and is joined with the draft; the writer looks at it and saves again.
      if (failure instanceof ApiError && failure.code === 'stale') await props.refetch();
      else setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack gap="xs">
      <Textarea
        id={props.inputId}
        label={props.label}
        description={props.description}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        autosize
        minRows={props.minRows ?? 2}
        maxRows={14}
        disabled={disabled}
        aria-describedby={hintId}
      />
      {merged && (
        <Alert color="yellow" role="status" title={t('reviews.note.merged')}>
          {t('reviews.note.merged.hint')}
        </Alert>
      )}
      <FormError error={error} />
      {!disabled && (
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed" id={hintId}>
            {isDirty ? t('reviews.note.unsaved') : t('reviews.note.hint')}
          </Text>
          <Button
            size="xs"
            variant={isDirty ? 'filled' : 'default'}
            disabled={!isDirty}
            loading={busy}
            onClick={() => void save()}
          >
            {t('reviews.note.save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
