import { Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import {
  type PatchSavedViewBody,
  SAVED_VIEW_NAME_MAX,
  type SavedView,
  type SavedViewPage,
} from '@tenken/shared/saved-views.contract';
import { useState } from 'react';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { createView, deleteView, patchView, savedViewsQuery } from './savedViews.queries.js';

export interface ViewDialogProps {
  opened: boolean;
  /** null while it is closed */
  editing: SavedView | 'new' | null;
  page: SavedViewPage;
  /** what a new view keeps */
  search: string;
  fixedRange: { from: string; to: string } | null;
  teams: readonly { id: string; name: string }[];
  onSaved(view: SavedView): void;
  onClose(): void;
}

/** Name, who sees it, and whether the page opens with it. */
export function ViewDialog(props: ViewDialogProps) {
  const { editing, page, search, fixedRange, teams } = props;
  const t = useT();
  const queryClient = useQueryClient();
  const undoable = useUndoToast();
  const mayWrite = useMay('write');
  const before = editing === 'new' ? null : editing;
  const [fields, setFields] = useState({
    name: before?.name ?? '',
    teamId: before?.teamId ?? null,
    isDefault: before?.isDefault ?? false,
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
  const name = fields.name.trim();
  // Only who made it may take it back from a team, so nobody else is offered that.
  const staysWithTeam = before !== null && before.teamId !== null && !before.isMine;

  const save = async () => {
    if (before === null) {
      const made = await createView({ ...fields, name, page, search });
      undoable({
        message: t('savedViews.saved', { name }),
        undo: async () => {
          await deleteView(made.id);
          await refresh();
        },
      });
      props.onSaved(made);
    } else {
      const change: PatchSavedViewBody = {
        ...(name === before.name ? {} : { name }),
        ...(fields.teamId === before.teamId ? {} : { teamId: fields.teamId }),
        ...(fields.isDefault === before.isDefault ? {} : { isDefault: fields.isDefault }),
      };
      if (Object.keys(change).length === 0) return;
      const after = await patchView(before.id, { ...change, rowVersion: before.rowVersion });
      undoable({
        message: t('savedViews.updated', { name }),
        undo: async () => {
          const back = Object.fromEntries(
            Object.keys(change).map((key) => [key, before[key as keyof SavedView]]),
          );
          await patchView(before.id, { ...back, rowVersion: after.rowVersion });
          await refresh();
        },
      });
    }
    await refresh();
  };

  return (
    <FormModal
      opened={props.opened}
      onClose={props.onClose}
      title={t(before === null ? 'savedViews.new.title' : 'savedViews.edit.title')}
      submitLabel={before === null ? t('savedViews.create') : t('ui.save')}
      disabled={name === ''}
      onSubmit={save}
      size="md"
    >
      {before === null && (
        <Text size="sm" c="dimmed">
          {fixedRange === null ? t('savedViews.range.moves') : t('savedViews.range.stays', fixedRange)}
        </Text>
      )}
      <TextInput
        label={t('savedViews.name')}
        value={fields.name}
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
        maxLength={SAVED_VIEW_NAME_MAX}
        required
        data-autofocus
      />
      {mayWrite && (
        <NativeSelect
          label={t('savedViews.owner')}
          description={staysWithTeam ? t('savedViews.owner.kept') : null}
          value={fields.teamId ?? ''}
          onChange={(event) => setFields({ ...fields, teamId: event.currentTarget.value || null })}
          data={[
            ...(staysWithTeam ? [] : [{ value: '', label: t('savedViews.owner.me') }]),
            ...teams.map((team) => ({
              value: team.id,
              label: t('savedViews.owner.team', { team: team.name }),
            })),
          ]}
        />
      )}
      <Checkbox
        label={t('savedViews.isDefault')}
        checked={fields.isDefault}
        onChange={(event) => setFields({ ...fields, isDefault: event.currentTarget.checked })}
      />
    </FormModal>
  );
}
