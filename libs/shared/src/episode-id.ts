import { z } from 'zod';

/** What identifies an episode: rule, fingerprint and start (METRICS.md section 6). */
export interface EpisodeKey {
  alertRuleId: string;
  fingerprint: string;
  startsAt: Date;
}

const PATTERN = /^(\d{1,18})\.(-?\d{1,15})\.([\w-]+)$/;

/** The id of an episode in URLs and answers: `<rule>.<start in epoch ms>.<fingerprint in base64url>`. */
export function formatEpisodeId(key: EpisodeKey): string {
  return `${key.alertRuleId}.${key.startsAt.getTime()}.${toBase64Url(key.fingerprint)}`;
}

/** Reverses `formatEpisodeId`; null when the text is not such an id. */
export function parseEpisodeId(id: string): EpisodeKey | null {
  const match = PATTERN.exec(id);
  if (match === null) return null;
  const startsAt = new Date(Number(match[2]));
  if (Number.isNaN(startsAt.getTime())) return null;
  const fingerprint = fromBase64Url(match[3]!);
  // PostgreSQL has no text with NUL, so nothing stored has such an id.
  return fingerprint === null || fingerprint.includes('\0')
    ? null
    : { alertRuleId: match[1]!, fingerprint, startsAt };
}

export const EpisodeId = z.string().regex(PATTERN, 'expected the id of an episode');

// btoa/atob exist in Node and in browsers; Buffer does not.
function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Null for a length that no text has. */
function fromBase64Url(text: string): string | null {
  if (text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
