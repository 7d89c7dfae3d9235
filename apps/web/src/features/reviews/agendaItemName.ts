import type { AgendaItem } from '@tenken/shared/review-agenda.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** What people call an item of the agenda. */
export function agendaItemName(item: AgendaItem, t: Translator): string {
  switch (item.kind) {
    case 'alert_rule':
      return item.evidence.name;
    case 'incident':
    case 'topic':
      return item.evidence.title;
    case 'decision':
      return t('reviews.item.decision', {
        rule: item.evidence.ruleName ?? '',
        kind: t(`reviews.kind.${item.evidence.kind}`),
      });
    case 'coverage_gap':
      return t('reviews.item.gap', {
        service: item.evidence.serviceName,
        signal: t.optional(`reviews.signal.${item.evidence.signal}`) ?? item.evidence.signal,
      });
  }
}
