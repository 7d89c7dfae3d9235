import { Alert, Text } from '@mantine/core';
import type { LoadComparison, OnCallLoadResponse } from '@tenken/shared/on-call-load.contract';
import type { Translator } from '../../i18n/createTranslator.js';
import { useT } from '../../i18n/useT.js';
import { RowsLink } from '../../ui/RowsLink.js';
import { rowsTarget } from './onCallLoad.queries.js';

/** What the page says, in sentences: how many alerts and pages, how many bars are met, and the change. */
export function LoadFinding({ answer, rotation }: { answer: OnCallLoadResponse; rotation: string }) {
  const t = useT();
  const { observed, pages, fired, scorecard, comparison } = answer;
  if (observed === null) return null;
  const days = Math.round(observed.days);
  const judged =
    scorecard?.figures.filter(({ verdict }) => verdict !== null && verdict !== 'few_rules') ?? [];
  const words = {
    days,
    fired: (parts: React.ReactNode) => (
      <RowsLink target={rowsTarget(rotation, { rows: 'all' })} underline="always">
        {parts}
      </RowsLink>
    ),
    paged: (parts: React.ReactNode) => (
      <RowsLink target={rowsTarget(rotation, { rows: 'pages' })} underline="always">
        {parts}
      </RowsLink>
    ),
    firedCount: fired,
    pagesCount: pages ?? 0,
  };
  return (
    <>
      <Text component="p" m={0}>
        {pages === null ? t.rich('onCallLoad.finding.noPages', words) : t.rich('onCallLoad.finding', words)}{' '}
        {scorecard &&
          t('onCallLoad.finding.bars', {
            met: judged.filter(({ verdict }) => verdict !== 'not_met').length,
            n: judged.length,
          })}
      </Text>
      {comparison?.fired && (
        <Text component="p" m={0} size="sm">
          {changeText('fired', comparison.fired, t)}{' '}
          {comparison.pages && changeText('pages', comparison.pages, t)}
        </Text>
      )}
      {answer.refusal && (
        <Alert color="yellow" title={t('onCallLoad.refusal.title')} role="status">
          {t('onCallLoad.refusal', { days: Number(observed.days.toFixed(1)) })}
        </Alert>
      )}
    </>
  );
}

function changeText(
  what: 'fired' | 'pages',
  { n, previousN, ratio, lower, upper, verdict }: LoadComparison,
  t: Translator,
) {
  const two = (value: number | null) => (value === null ? '—' : value.toFixed(2));
  return t(`onCallLoad.change.${what}`, {
    word: t(`onCallLoad.change.${verdict}`),
    n,
    before: previousN,
    ratio: two(ratio),
    lower: two(lower),
    upper: two(upper),
  });
}
