import { Checkbox } from '@mantine/core';
import type { AgendaItem } from '@tenken/shared/review-agenda.contract';
import { useT } from '../../i18n/useT.js';

interface Props {
  item: Pick<AgendaItem, 'isReviewed' | 'reviewedBy'>;
  mayWrite: boolean;
  onToggle(): void;
}

/** Ticks an item of the agenda off. */
export function ReviewedMark({ item, mayWrite, onToggle }: Props) {
  const t = useT();
  return (
    <Checkbox
      label={t('reviews.reviewed')}
      checked={item.isReviewed}
      disabled={!mayWrite}
      onChange={onToggle}
      styles={{ label: { whiteSpace: 'nowrap' } }}
      title={item.reviewedBy === null ? undefined : item.reviewedBy.name}
    />
  );
}
