import { Mark } from '@mantine/core';
import { markAlike } from './markAlike.js';

/** A text in which what another one has as well is marked. */
export function AlikeText({ text, other }: { text: string; other: string | null }) {
  if (other === null) return <>{text}</>;
  let at = 0;
  return markAlike(text, other).map((part) => {
    const key = at;
    at += part.text.length;
    return part.shared ? (
      <Mark key={key} px={1}>
        {part.text}
      </Mark>
    ) : (
      <span key={key}>{part.text}</span>
    );
  });
}
