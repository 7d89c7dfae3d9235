/**
 * Where to go after signing in: a path of this product, never another site (`//evil`, `https:…`, a
 * backslash) and never back to a page that only strangers see.
 */
export function safeTarget(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || next.includes('\\')) return '/';
  return /^\/(sign-in|welcome|invite)(\?|$)/.test(next) ? '/' : next;
}
