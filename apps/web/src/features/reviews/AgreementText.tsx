import { Text } from '@mantine/core';
import type { Agreement } from '@tenken/shared/review-votes.contract';
import { useT } from '../../i18n/useT.js';
import { DefinitionButton } from '../../ui/DefinitionButton.js';

/** How far the votes agree beyond chance, in a word and as κ. */
export function AgreementText({ agreement }: { agreement: Agreement }) {
  const t = useT();
  const { kappa, items, raters, reason } = agreement;
  return (
    <Text size="sm">
      {kappa === null
        ? t(`reviews.agreement.${reason ?? 'no_pairs'}`, { n: items })
        : t('reviews.agreement.text', {
            word: t(`reviews.agreement.${agreementWord(kappa)}`),
            kappa,
            items,
            raters,
          })}{' '}
      <DefinitionButton definitionKey="agreement" />
    </Text>
  );
}

/** The bands of Landis and Koch (1977), the two lowest and the two highest taken together. */
function agreementWord(kappa: number): 'none' | 'some' | 'fair' | 'good' {
  if (kappa <= 0.2) return 'none';
  if (kappa <= 0.4) return 'some';
  return kappa <= 0.6 ? 'fair' : 'good';
}
