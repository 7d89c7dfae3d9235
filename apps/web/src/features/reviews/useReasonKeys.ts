import { VERDICT_REASONS, type VerdictReason } from '@tenken/shared/verdicts.contract';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';

interface Options {
  /** a verdict was just given, and nothing ended the question why */
  isAsked: boolean;
  onReason(code: VerdictReason): void;
  onClose(): void;
}

/**
 * The letters of the reasons, and Esc. They are there with the verdict itself, not with the strip that names them and is
 * drawn a moment later: else an Esc pressed at once would go nowhere, and the next letter would be a reason after all.
 */
export function useReasonKeys({ isAsked, onReason, onClose }: Options): void {
  const t = useT();
  useKeys(
    t('reviews.keys.reason'),
    [
      ...VERDICT_REASONS.map(({ code, key }) => ({
        key,
        label: t(`reviews.verdictReason.${code}`),
        run: () => onReason(code),
      })),
      { key: 'Escape', label: t('ui.close'), run: onClose },
    ],
    { enabled: isAsked },
  );
}
