import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useMay } from '../../api/session.js';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { announce } from '../../ui/announce.js';
import { useUndoToast } from '../../ui/undoToast.js';
import { VERDICT_KEYS, VERDICTS } from '../../ui/VerdictBadge.js';
import { type Judged, useJudgeEpisodes } from './episodes.queries.js';

export interface Judge {
  may: boolean;
  busy: boolean;
  error: unknown;
  judge(verdict: Verdict | null): void;
}

/** Judges the chosen alerts by keys 1 to 6 (0 clears) or by buttons, with undo. `onDone` runs when all were judged. */
export function useJudge(chosen: readonly Judged[], onDone: () => void): Judge {
  const t = useT();
  const may = useMay('write');
  const undoable = useUndoToast();
  const { give, undo } = useJudgeEpisodes();
  const run = async (verdict: Verdict | null) => {
    if (give.isPending) return;
    if (chosen.length === 0) return announce(t('episodes.judge.none'));
    const { items, failed } = await give.mutateAsync({ episodes: chosen, verdict });
    const ids = items.map((item) => item.id);
    const first = failed[0];
    const message = first
      ? t('episodes.judge.failed', { done: ids.length, failed: failed.length, reason: first.detail })
      : verdict === null
        ? t('episodes.judge.cleared', { n: ids.length })
        : t('episodes.judge.done', { n: ids.length, verdict: t(`ui.verdict.${verdict}`) });
    if (ids.length > 0) undoable({ message, undo: () => undo.mutateAsync(ids) });
    else announce(message);
    if (!first) onDone();
  };
  const judge = (verdict: Verdict | null) => void run(verdict).catch(() => undefined);
  useKeys(
    t('episodes.judge'),
    [
      ...VERDICTS.map((verdict) => ({
        key: VERDICT_KEYS[verdict],
        label: t(`ui.verdict.${verdict}`),
        run: () => judge(verdict),
      })),
      { key: '0', label: t('episodes.judge.clear'), run: () => judge(null) },
    ],
    { enabled: may },
  );
  return { may, busy: give.isPending, error: give.error, judge };
}
