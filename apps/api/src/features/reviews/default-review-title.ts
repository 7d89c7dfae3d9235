import type { Language } from '@tenken/shared/identity.contract';

const MOST_NAMES = 3;

/** "Alert review: Checkout, Search" in the language of the session; many services are counted, not listed. */
export function defaultReviewTitle(serviceNames: readonly string[], language: Language): string {
  const named = serviceNames.slice(0, MOST_NAMES);
  const more = serviceNames.length - named.length;
  if (language === 'ja')
    return `アラート点検会：${named.join('、')}${more > 0 ? `ほか${more}件` : ''}`.slice(0, 200);
  return `Alert review: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`.slice(0, 200);
}
