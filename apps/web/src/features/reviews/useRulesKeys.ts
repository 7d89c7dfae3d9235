import type { Verdict } from '@tenken/shared/verdicts.contract';
import { useT } from '../../i18n/useT.js';
import { useKeys } from '../../keys/useKeys.js';
import { VERDICT_KEYS, VERDICTS } from '../../ui/VerdictBadge.js';

interface Options {
  mayWrite: boolean;
  /** 1 to 6 are votes */
  isVoting: boolean;
  mayReveal: boolean;
  onVerdict(verdict: Verdict | null): void;
  onReveal(): void;
  onDecide(): void;
  onAccept(): void;
  onKeep(): void;
  onNote(): void;
  onEpisodes(): void;
  onPeek(): void;
  onUnreviewed(step: 1 | -1): void;
  onMove(step: 1 | -1): void;
}

/** The keys of the rules' step. */
export function useRulesKeys(options: Options): void {
  const { mayWrite: may, isVoting } = options;
  const t = useT();
  useKeys(t('reviews.keys.rules'), [
    ...VERDICTS.map((verdict) => ({
      key: VERDICT_KEYS[verdict],
      label: t(`ui.verdict.${verdict}`),
      run: () => options.onVerdict(verdict),
      when: may,
    })),
    {
      key: '0',
      label: t(isVoting ? 'reviews.vote.clear' : 'reviews.verdict.clear'),
      run: () => options.onVerdict(null),
      when: may,
    },
    {
      key: 'Enter',
      label: t('reviews.vote.reveal'),
      run: options.onReveal,
      when: may && isVoting && options.mayReveal,
    },
    { key: 'd', label: t('reviews.decide'), run: options.onDecide, when: may },
    { key: 'h', label: t('reviews.accept'), run: options.onAccept, when: may },
    { key: 'v', label: t('reviews.keep'), run: options.onKeep, when: may },
    { key: 'm', label: t('reviews.note.item'), run: options.onNote, when: may },
    { key: 'e', label: t('reviews.episodes.title'), run: options.onEpisodes, when: may },
    { key: 'n', label: t('reviews.next'), run: () => options.onUnreviewed(1) },
    { key: 'Shift+N', label: t('reviews.previous'), run: () => options.onUnreviewed(-1) },
    { key: 'j', label: t('ui.table.next'), run: () => options.onMove(1), repeat: true },
    { key: 'k', label: t('ui.table.previous'), run: () => options.onMove(-1), repeat: true },
    { key: 'Space', label: t('reviews.peek'), run: options.onPeek },
  ]);
}
