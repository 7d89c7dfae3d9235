import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { announce } from '../../ui/announce.js';
import { errorMessage } from '../../ui/errorMessage.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { VERDICT_KEYS, VERDICTS } from '../../ui/VerdictBadge.js';
import { useJudgeRule } from './rules.queries.js';

/** Judges the rule for the window; the keys 1 to 6 and 0 do the same. `judge` is for buttons. */
export function useRuleVerdictKeys(rule: AlertRuleResponse, window: { from: string; to: string } | null) {
  const t = useT();
  const may = useMay('write');
  const undoable = useUndoToast();
  const { give, undo } = useJudgeRule(rule.id);
  const judge = async (verdict: Verdict | null) => {
    if (window === null || give.isPending) return;
    try {
      const { items } = await give.mutateAsync({ verdict, window });
      const message =
        verdict === null
          ? t('rules.judge.cleared')
          : t('rules.judge.done', { name: rule.name, verdict: t(`ui.verdict.${verdict}`) });
      const ids = items.map((item) => item.id);
      if (ids.length > 0) undoable({ message, undo: () => undo.mutateAsync(ids) });
    } catch (error) {
      announce(errorMessage(error, t));
    }
  };
  useKeys(
    t('rules.judge'),
    [
      ...VERDICTS.map((verdict) => ({
        key: VERDICT_KEYS[verdict],
        label: t(`ui.verdict.${verdict}`),
        run: () => void judge(verdict),
      })),
      { key: '0', label: t('rules.judge.clear'), run: () => void judge(null) },
    ],
    { enabled: may && window !== null },
  );
  return { judge, may, error: give.error };
}
