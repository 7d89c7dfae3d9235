import type { RuleAgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useT } from '../../i18n/useT.js';
import { ConfirmDialog } from '../../ui/ConfirmDialog.js';

/** What is asked about first: many rows at once. */
export type BulkAsking = { items: readonly RuleAgendaItem[]; verdict: Verdict | null | 'keep' };

interface Props {
  asking: BulkAsking | null;
  onClose(): void;
  onConfirm(asking: BulkAsking): void;
}

/** Asks once more before very many rules are judged or kept at once. */
export function BulkConfirm({ asking, onClose, onConfirm }: Props) {
  const t = useT();
  const title = titleOf(asking, t);
  return (
    <ConfirmDialog
      opened={asking !== null}
      onClose={onClose}
      title={title}
      confirmLabel={title}
      onConfirm={async () => {
        if (asking !== null) onConfirm(asking);
      }}
    >
      {t('reviews.bulk.confirm')}
    </ConfirmDialog>
  );
}

function titleOf(asking: BulkAsking | null, t: ReturnType<typeof useT>): string {
  if (asking === null) return '';
  const n = asking.items.length;
  return asking.verdict === 'keep'
    ? t('reviews.bulk.keep', { n })
    : t('reviews.bulk.judge', { n, verdict: t(`ui.verdict.${asking.verdict ?? 'unreviewed'}`) });
}
