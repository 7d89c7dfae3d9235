import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReviewTemplate } from '@tenken/shared/review-templates.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormError } from '../../ui/FormError.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { type DraftStep, isWhole } from './agendaDraft.js';
import { DeletedTemplates } from './DeletedTemplates.js';
import { createTemplate, deleteTemplate, patchTemplate, restoreTemplate } from './reviewTemplates.queries.js';

interface Props {
  templates: readonly ReviewTemplate[];
  chosenId: string;
  onChoose(template: ReviewTemplate): void;
  /** as they stand in the editor */
  steps: readonly DraftStep[];
  language: 'en' | 'ja';
  /** the team that a new template is for; null = every team */
  teamId: string | null;
}

/** Chooses an agenda, and keeps the one in the editor as a template. */
export function TemplateBar({ templates, chosenId, onChoose, steps, language, teamId }: Props) {
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const [name, setName] = useState<string | null>(null);
  const [isListingDeleted, setIsListingDeleted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const chosen = templates.find(({ id }) => id === chosenId);
  const isOwn = chosen !== undefined && /^\d+$/.test(chosen.id);
  const isChanged =
    chosen !== undefined && JSON.stringify(plain(chosen.steps)) !== JSON.stringify(plain(steps));
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['review-templates'] });
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      await refresh();
      setName(null);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const create = (called: string) =>
    run(async () => {
      const made = await createTemplate({
        name: called,
        language,
        steps: plain(steps),
        ...(teamId === null ? {} : { teamId }),
      });
      onChoose(made);
      undoable({
        message: t('reviews.template.saved', { name: called }),
        undo: () => deleteTemplate(made.id).then(refresh),
      });
    });
  const remove = (template: ReviewTemplate) =>
    run(async () => {
      await deleteTemplate(template.id);
      const first = templates[0];
      if (first) onChoose(first);
      undoable({
        message: t('reviews.template.deleted', { name: template.name }),
        undo: () => restoreTemplate(template.id).then(refresh),
      });
    });
  return (
    <div>
      <Group align="end" gap="xs">
        <NativeSelect
          style={{ flex: '1 1 200px' }}
          label={t('reviews.template')}
          value={chosenId}
          onChange={(event) => {
            const found = templates.find(({ id }) => id === event.currentTarget.value);
            if (found) onChoose(found);
          }}
          data={templates.map((template) => ({
            value: template.id,
            label: template.isDefault
              ? t('reviews.template.default', { name: template.name })
              : template.name,
          }))}
        />
        {name === null && (
          <Button size="sm" variant="default" disabled={!isWhole(steps)} onClick={() => setName('')}>
            {t('reviews.template.saveAs')}
          </Button>
        )}
        {isOwn && isChanged && (
          <Button
            size="sm"
            variant="default"
            loading={busy}
            disabled={!isWhole(steps)}
            onClick={() => void run(() => patchTemplate(chosen.id, { steps: plain(steps) }).then(onChoose))}
          >
            {t('reviews.template.update')}
          </Button>
        )}
        {isOwn && !isChanged && !chosen.isDefault && (
          <Button
            size="sm"
            variant="subtle"
            loading={busy}
            onClick={() => void run(() => patchTemplate(chosen.id, { isDefault: true }))}
          >
            {t('reviews.template.makeDefault')}
          </Button>
        )}
        {isOwn && (
          <Button size="sm" variant="subtle" loading={busy} onClick={() => void remove(chosen)}>
            {t('reviews.template.delete')}
          </Button>
        )}
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          aria-expanded={isListingDeleted}
          onClick={() => setIsListingDeleted(!isListingDeleted)}
        >
          {t('reviews.template.deletedOnes')}
        </Button>
      </Group>
      {isListingDeleted && (
        <DeletedTemplates
          teamId={teamId}
          onRestored={(restored) => {
            setIsListingDeleted(false);
            onChoose(restored);
          }}
        />
      )}
      {name !== null && (
        <Group align="end" gap="xs" mt={6}>
          <TextInput
            style={{ flex: '1 1 200px' }}
            label={t('reviews.template.name')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button disabled={name.trim() === ''} loading={busy} onClick={() => void create(name.trim())}>
            {t('reviews.template.save')}
          </Button>
          <Button variant="default" onClick={() => setName(null)}>
            {t('ui.cancel')}
          </Button>
        </Group>
      )}
      <FormError error={error} />
    </div>
  );
}

/** Steps as a template or a session takes them. */
export function plain(steps: readonly { key: string; title: string | null; minutes: number }[]) {
  return steps.map(({ key, title, minutes }) => {
    const words = title?.trim() ?? '';
    return words === '' ? { key, minutes } : { key, title: words, minutes };
  });
}
