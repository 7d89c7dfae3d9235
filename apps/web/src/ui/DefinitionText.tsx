import { Skeleton, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { needMessages } from '../i18n/messageParts.js';
import { useT } from '../i18n/useT.js';
import type { DefinitionKey } from './definitions.en.js';

// Heavier than what most pages say themselves, and read only where somebody opens one.
const TEXTS = [
  {
    id: 'ui/definitionTexts',
    en: () => import('./definitionTexts.en.js'),
    ja: () => import('./definitionTexts.ja.js'),
  },
];

/** What a figure means; the words are loaded with the first definition that is opened. */
export function DefinitionText({ definitionKey }: { definitionKey: DefinitionKey }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  // the translator sees what was added
  const text = asked ? t(`definition.${definitionKey}.text`) : t.optional(`definition.${definitionKey}.text`);
  const isMissing = text === null;
  useEffect(() => {
    if (!isMissing) return;
    // should that fail, the translator fetches the whole catalogue
    void needMessages(TEXTS).then(
      () => setAsked(true),
      () => setAsked(true),
    );
  }, [isMissing]);
  return isMissing ? <Skeleton height={60} /> : <Text size="sm">{text}</Text>;
}
