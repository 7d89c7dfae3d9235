import { Alert } from '@mantine/core';
import type { TextComparison } from '@tenken/shared/recurrences.contract';
import { useT } from '../../i18n/useT.js';

/** Said where titles are not compared on this server, with what to do about it. */
export function TextComparisonNote({ text }: { text: TextComparison }) {
  const t = useT();
  if (text.available || text.reason === null) return null;
  return (
    <Alert color="yellow" role="status" title={t('recurrences.text.missing')}>
      {t(`recurrences.text.${text.reason}`)}
    </Alert>
  );
}
