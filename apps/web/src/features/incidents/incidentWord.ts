import type { Translator } from '../../i18n/createTranslator.js';

/** The word for a value that the product ships; a value of one's own (a cause from an import) stands for itself. */
export function incidentWord(
  t: Translator,
  group:
    | 'cause'
    | 'trigger'
    | 'detection'
    | 'kind'
    | 'status'
    | 'postmortem'
    | 'problem'
    | 'missing'
    | 'recurrence'
    | 'duplicates'
    | 'severityOf'
    | 'components'
    | 'postmortemRequired'
    | 'provenance'
    | 'instant',
  value: string,
): string {
  return (
    t.optional(`incidents.${group}.${value}`) ??
    t.optional(`incidents.instant.${value}`) ??
    (value === 'none' ? t('incidents.none') : value)
  );
}
