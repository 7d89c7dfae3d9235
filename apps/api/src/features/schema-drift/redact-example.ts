const LENGTH = 60;
const HIDDEN = '(hidden)';

const SECRET_NAME =
  /secret|token|passw|pwd|auth|cookie|api_?key|credential|signature|session|private|bearer|salt|pin\b|otp/i;
/** Long runs of letters and digits without a blank: keys, tokens, digests. */
const SECRET_VALUE =
  /[A-Za-z0-9+/=_-]{24,}|\beyJ[\w-]+\.|\b(?:gh[opsu]|xox[abp]|sk|pk|tnk)[_-]\w+|-----BEGIN/;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g;

/** A value of a field to show beside it: short, and with nothing that could be a secret or a person's address. */
export function redactExample(path: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (SECRET_NAME.test(path)) return HIDDEN;
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = withoutQuery(value).replace(EMAIL, '…@…').replace(/\s+/g, ' ').trim();
  if (SECRET_VALUE.test(text.replace(/https?:\/\/[^/]+/g, ''))) return HIDDEN;
  return JSON.stringify(text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text);
}

/** Addresses carry credentials before the host and keys in the query. */
function withoutQuery(text: string): string {
  return text.replace(/(https?:\/\/)([^\s/@]*@)?([^\s?#]*)([?#]\S*)?/g, (_, scheme, user, rest, query) =>
    [scheme, user === undefined ? '' : '…@', rest, query === undefined ? '' : '…'].join(''),
  );
}
