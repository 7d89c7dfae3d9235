import { Modal } from '@mantine/core';
import { useT } from '../../i18n/useT.js';
import { StartReviewForm, type StartReviewFormProps } from './StartReviewForm.js';

export interface StartReviewDialogProps extends StartReviewFormProps {
  opened: boolean;
  onClose(): void;
}

/** Sets a session up: begins it now, or plans it. */
export function StartReviewDialog(props: StartReviewDialogProps) {
  const t = useT();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('reviews.setUp.title')}
      size={720}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {props.opened && <StartReviewForm {...props} />}
    </Modal>
  );
}
