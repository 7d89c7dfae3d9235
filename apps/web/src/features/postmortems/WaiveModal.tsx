import { Text, TextInput } from '@mantine/core';
import type { PostmortemResponse, PutPostmortemBody } from '@tenken/shared/postmortems.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { FormModal } from '../../ui/FormModal.js';
import { useUndoToast } from '../../ui/undoToast.js';

interface Props {
  postmortem: PostmortemResponse;
  onSave(body: PutPostmortemBody): Promise<PostmortemResponse>;
  onClose(): void;
}

/** Goes without a postmortem that the criteria ask for; the record says who decided it, and why. */
export function WaiveModal({ postmortem, onSave, onClose }: Props) {
  const t = useT();
  const undoable = useUndoToast();
  const [reason, setReason] = useState(postmortem.waivedReason ?? '');
  const save = async () => {
    const after = await onSave({ rowVersion: postmortem.rowVersion, waivedReason: reason.trim() || null });
    undoable({
      message: t('postmortems.did.waived'),
      undo: () => onSave({ rowVersion: after.rowVersion, waivedReason: postmortem.waivedReason }),
    });
  };
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('postmortems.waive')}
      submitLabel={t('ui.save')}
      disabled={reason.trim() === (postmortem.waivedReason ?? '')}
      onSubmit={save}
    >
      <Text size="sm">{t('postmortems.waive.help')}</Text>
      <TextInput
        label={t('postmortems.waive.reason')}
        data-autofocus
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
