import type { Scope } from '../url/resolveScope.js';
import { frozenHref } from '../url/resolveScope.js';

/** Pages whose rows or figures depend on the range of the top bar. */
const WITH_RANGE =
  /^\/(?:trends|incidents|actions|rules|rules\/\d+|what-if|episodes|on-call|coverage|reviews|decisions(?:\/changes)?|postmortems)\/?$/;

export interface FrozenAddress {
  link: string;
  /** the days are in the link; false on pages that show the same whatever the range is */
  keepsDays: boolean;
  /** "mine" stays who opens it: that cannot be frozen, only said */
  hasMine: boolean;
}

/** The address of exactly this view, for somebody else and for later. */
export function freezeAddress(href: string, scope: Scope): FrozenAddress {
  const url = new URL(href);
  const keepsDays = WITH_RANGE.test(url.pathname);
  const hasMine = url.searchParams.has('mine');
  if (keepsDays) return { link: frozenHref(href, scope), keepsDays, hasMine };
  url.searchParams.delete('lang');
  return { link: url.toString().replaceAll('%2C', ',').replaceAll('%2F', '/'), keepsDays, hasMine };
}
