import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SourceSettings } from '@tenken/shared/sources.contract';
import { type SignatureClaim, type SignedRequest, signatureSchemes } from './signature-schemes.js';

/** A source that signs, with every secret that is good at the moment: two while one is being replaced. */
export interface SigningSource {
  readonly id: string;
  readonly settings: SourceSettings;
  readonly secrets: readonly string[];
}

export type SignatureResult =
  | { outcome: 'absent' }
  | { outcome: 'valid'; sourceId: string }
  /** `reason` is for the person who set the sender up; it says nothing of a secret */
  | { outcome: 'refused'; reason: string };

/**
 * Whose secret signed this request? Every secret of every source is tried, and every comparison takes the same time
 * wherever it fails, so the answer's time tells nothing but how many secrets there are.
 */
export function checkSignature(
  kind: string,
  request: SignedRequest,
  sources: readonly SigningSource[],
): SignatureResult {
  const scheme = signatureSchemes.get(kind);
  if (scheme === undefined) return { outcome: 'absent' };
  // Without any source the default settings still tell an unsigned request from a badly signed one.
  if (sources.length === 0) {
    return scheme(request, {}) === null
      ? { outcome: 'absent' }
      : { outcome: 'refused', reason: 'No source of this kind has a secret.' };
  }
  let isSigned = false;
  let sourceId: string | null = null;
  let refusal: string | null = null;
  for (const source of sources) {
    const claim = scheme(request, source.settings);
    if (claim === null) continue;
    isSigned = true;
    for (const secret of source.secrets) {
      if (!isSignedWith(claim, secret)) continue;
      if (claim.refusal === null) sourceId ??= source.id;
      else refusal ??= claim.refusal;
    }
    if (claim.signatures.length === 0) refusal ??= claim.refusal;
  }
  if (sourceId !== null) return { outcome: 'valid', sourceId };
  if (!isSigned) return { outcome: 'absent' };
  return {
    outcome: 'refused',
    reason: refusal ?? 'The signature fits the secret of no source of this kind.',
  };
}

function isSignedWith(claim: SignatureClaim, secret: string): boolean {
  const hmac = createHmac(claim.algorithm, secret);
  for (const part of claim.message) hmac.update(part);
  const expected = hmac.digest();
  let fits = false;
  for (const given of claim.signatures) {
    // No early end: each one is compared whether or not another fitted.
    if (given.length === expected.length && timingSafeEqual(given, expected)) fits = true;
  }
  return fits;
}
