import { Code, Text } from '@mantine/core';
import type { UnreadParts } from '@tenken/shared/deliveries.contract';
import { useT } from '../i18n/useT.js';
import { unreadPartText } from './unreadPartText.js';

interface Props {
  /** null where the server only has its own words */
  unread: UnreadParts | null;
  /** the same in English, whole */
  detail: string;
  /** in a list: no more lines than this, and nothing but the sentence */
  lines?: number;
}

/**
 * Why a message of a sender could not be read: field, expectation and find in the reader's language, and where that is
 * not English the words of the reader below, for a search or a support request.
 */
export function UnreadReason({ unread, detail, lines }: Props) {
  const t = useT();
  const sentences = unread?.parts.map((part) => unreadPartText(t, part)) ?? [];
  const clamp = lines === undefined ? {} : { lineClamp: lines };
  if (unread === null || (unread.of === 1 && sentences[0] === null)) {
    return (
      <Text size="xs" lang="en" style={{ overflowWrap: 'anywhere' }} {...clamp} title={detail}>
        {detail}
      </Text>
    );
  }
  const more = unread.count - unread.parts.length;
  return (
    <>
      <Text
        size="xs"
        component="div"
        style={{ overflowWrap: 'anywhere' }}
        {...clamp}
        {...(lines === undefined ? {} : { title: detail })}
      >
        {unread.of > 1 && <div>{t('unread.some', { count: unread.count, of: unread.of })}</div>}
        {unread.parts.map(({ text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one message never move
          <div key={index}>{sentences[index] ?? <span lang="en">{text}</span>}</div>
        ))}
        {more > 0 && <div>{t('unread.more', { n: more })}</div>}
      </Text>
      {lines === undefined && t.language !== 'en' && (
        <Code block lang="en" fz="xs" mt={4} aria-label={t('unread.said')} style={{ whiteSpace: 'pre-wrap' }}>
          {detail}
        </Code>
      )}
    </>
  );
}
