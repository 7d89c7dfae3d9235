import { Button, Group, Stack, Text } from '@mantine/core';
import { ChecklistAnswer, ChecklistItem } from '@tenken/shared/postmortem-fields.contract';
import type { PostmortemResponse, PutPostmortemBody } from '@tenken/shared/postmortems.contract';
import { useState } from 'react';
import { useT } from '../../i18n/useT.js';
import { useNow } from '../../time/NowProvider.js';
import { FormModal } from '../../ui/FormModal.js';
import { InstantInput } from '../../ui/InstantInput.js';
import { useUndoToast } from '../../ui/undoToast.js';

interface Props {
  postmortem: PostmortemResponse;
  timeZone: string;
  onSave(body: PutPostmortemBody): Promise<PostmortemResponse>;
  onClose(): void;
}

/** The five questions of the review, each answered, and when it was. */
export function ReviewModal({ postmortem, timeZone, onSave, onClose }: Props) {
  const t = useT();
  const now = useNow();
  const undoable = useUndoToast();
  const [checklist, setChecklist] = useState(postmortem.checklist);
  const [reviewedAt, setReviewedAt] = useState<string | null>(
    postmortem.reviewedAt ?? postmortem.reviewMeetingAt ?? now.toISOString(),
  );
  const isComplete =
    ChecklistItem.options.every((item) => checklist[item] !== undefined) && reviewedAt !== null;
  const save = async () => {
    const after = await onSave({
      rowVersion: postmortem.rowVersion,
      status: 'reviewed',
      reviewedAt,
      checklist,
    });
    undoable({
      message: t('postmortems.did.status', { status: t('postmortems.status.reviewed') }),
      undo: () =>
        onSave({
          rowVersion: after.rowVersion,
          status: 'in_review',
          reviewedAt: postmortem.reviewedAt,
          checklist: postmortem.checklist,
        }),
    });
  };
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('postmortems.to.reviewed')}
      submitLabel={t('postmortems.to.reviewed')}
      disabled={!isComplete}
      onSubmit={save}
    >
      <Text size="sm">{t('postmortems.checklist.help')}</Text>
      {ChecklistItem.options.map((item) => (
        <Stack key={item} gap={4}>
          <Text size="sm" id={`checklist-${item}`}>
            {t(`postmortems.checklist.${item}`)}
          </Text>
          <Group gap="xs" role="group" aria-labelledby={`checklist-${item}`}>
            {ChecklistAnswer.options.map((answer) => (
              <Button
                key={answer}
                size="compact-sm"
                variant={checklist[item] === answer ? 'filled' : 'default'}
                aria-pressed={checklist[item] === answer}
                onClick={() => setChecklist((old) => ({ ...old, [item]: answer }))}
              >
                {t(`postmortems.answer.${answer}`)}
              </Button>
            ))}
          </Group>
        </Stack>
      ))}
      <InstantInput
        label={t('postmortems.reviewed')}
        value={reviewedAt}
        onChange={setReviewedAt}
        timeZone={timeZone}
        required
      />
    </FormModal>
  );
}
