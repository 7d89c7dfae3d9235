import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { ApiError } from '../../api/http.js';
import { useT } from '../../i18n/useT.js';
import { announce } from '../../ui/announce.js';
import { FormError } from '../../ui/FormError.js';
import { keepDraft, readDraft } from './keptDraft.js';
import { mergeNotes } from './mergeNotes.js';
import classes from './NoteEditor.module.css';

interface Props {
  label: string;
  description?: string;
  value: string;
  rowVersion: number;
  /**
   * Saves; throws ApiError `stale` when somebody was faster. `kept`: the server could not be reached, and the text is sent
   * later. `base` is what the text was begun from.
   */
  save(text: string, base: NoteBase): Promise<unknown>;
  /** Brings the newest text after a conflict; the new `value` comes in as a property. */
  refetch(): Promise<unknown>;
  disabled?: boolean;
  minRows?: number;
  inputId?: string;
  /** Keeps what is begun in this browser under this name, through a reload or another rule. */
  draftKey?: string;
  /** tells that somebody is writing here, and no longer */
  onEditing?(isEditing: boolean): void;
}

export interface NoteBase {
  value: string;
  rowVersion: number;
}

/**
 * A note that several people may write at once. What somebody else saved meanwhile is joined with what is written here and
 * shown before it is saved: nobody's words are lost. Saved by Ctrl+Enter, by the button, and when the field is left.
 */
export function NoteEditor(props: Props) {
  const { value, rowVersion, disabled, draftKey, onEditing, minRows = 2 } = props;
  const t = useT();
  const hintId = useId();
  const [begun] = useState(() => beginNote(draftKey, value, rowVersion));
  const [base, setBase] = useState<NoteBase>({ value, rowVersion });
  const [draft, setDraft] = useState(begun.text);
  const [merged, setMerged] = useState(begun.isMerged);
  const [isKept, setIsKept] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isDirty = draft !== base.value;
  const latest = useRef({ base, draft });
  latest.current = { base, draft };

  // Written at each change: a crash of the browser costs at most the last letter.
  useEffect(() => {
    if (draftKey === undefined) return;
    keepDraft(
      draftKey,
      draft === base.value ? null : { base: base.value, rowVersion: base.rowVersion, text: draft },
    );
  }, [draftKey, draft, base]);

  useEffect(() => {
    const { base: known, draft: written } = latest.current;
    if (rowVersion === known.rowVersion) return;
    if (written !== known.value && written !== value) {
      setDraft(mergeNotes(known.value, value, written));
      setMerged(true);
    } else setDraft(value);
    setIsKept(false);
    setBase({ value, rowVersion });
  }, [value, rowVersion]);

  const save = async () => {
    if (!isDirty || busy) return;
    setBusy(true);
    setError(null);
    try {
      const outcome = await props.save(draft, base);
      setMerged(false);
      if (outcome === 'kept') {
        // It is in safe hands: what is written on from here is begun from it.
        setBase({ value: draft, rowVersion: base.rowVersion });
        setIsKept(true);
      } else announce(t('reviews.note.saved'));
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
        onChange={(event) => {
          if (!isDirty) onEditing?.(true);
          setDraft(event.currentTarget.value);
        }}
        onFocus={() => onEditing?.(true)}
        onBlur={() => {
          onEditing?.(false);
          // Joined texts are looked at before they are saved.
          if (!merged) void save();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        rows={minRows}
        classNames={{ input: classes.text }}
        styles={{ input: { '--note-rows': minRows } }}
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
            {t(isDirty ? 'reviews.note.unsaved' : isKept ? 'reviews.note.kept' : 'reviews.note.hint')}
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

/** What stands in the field at first: a draft that was left, joined with what others saved since; else the note. */
function beginNote(draftKey: string | undefined, value: string, rowVersion: number) {
  const draft = draftKey === undefined ? null : readDraft(draftKey);
  if (draft === null || draft.text === value) return { text: value, isMerged: false };
  const isMerged = draft.rowVersion !== rowVersion && draft.base !== value;
  return { text: isMerged ? mergeNotes(draft.base, value, draft.text) : draft.text, isMerged };
}
