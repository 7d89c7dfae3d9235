import { useT } from '../../i18n/useT.js';
import { CopyButton } from '../../ui/CopyButton.js';

/** Copies the link that the others are sent ahead: on a planned session it leads to the votes. */
export function PreTriageLink({ reviewId }: { reviewId: string }) {
  const t = useT();
  return (
    <CopyButton
      value={`${window.location.origin}/reviews/${reviewId}?step=rules`}
      label={t('reviews.preTriage.copy')}
    />
  );
}
