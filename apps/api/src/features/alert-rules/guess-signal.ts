import type { KnownSignal } from '@tenken/shared/signals';

export interface SignalHints {
  name: string;
  groupName?: string | null;
  expression?: string | null;
  summary?: string | null;
  labels?: Record<string, string>;
}

/**
 * Words by which a signal is known, the most telling first: "certificate expiry" is about certificates before it is
 * about anything else, "5xx ratio" is errors though it counts requests. Matched on folded text.
 */
const PATTERNS: readonly (readonly [KnownSignal, RegExp])[] = [
  ['certificate_or_backup', /cert(ificate)?s?\b|ssl|tls|x509|\bbackup|snapshot|証明書|バックアップ/],
  [
    'security',
    /securit|intrusion|brute.?force|malware|vulnerab|\bcve\b|\bwaf\b|unauthori[sz]ed|login.?fail|auth.?fail|セキュリティ|不正/,
  ],
  [
    'freshness',
    /stale|fresh|\blag\b|_lag|replication|behind|delay(ed)?\b|out.?of.?date|last.?success|too.?old|鮮度|遅れ/,
  ],
  [
    'correctness',
    /mismatch|incorrect|inconsisten|corrupt|checksum|data.?loss|duplicate.?(row|record|charge)|整合|不一致/,
  ],
  [
    'dependency',
    /dependenc|upstream|third.?party|external|\bdns\b|provider|payment.?gateway|smtp|connection.?(refused|pool)|依存|外部/,
  ],
  ['latency', /latenc|slow|duration|response.?time|p9\d|quantile|apdex|遅延|応答時間|レイテンシ/],
  ['errors', /error|5xx|4xx|status_?code|fail(ed|ure|ures|ing|s)?\b|exception|panic|crash|エラー|失敗|例外/],
  [
    'saturation',
    /satur|cpu|memor|oom|disk|filesystem|inode|\bfull\b|usage|utili[sz]ation|capacity|queue|backlog|thread|\bload\b|throttl|quota|limit|容量|使用率|ディスク|メモリ|キュー/,
  ],
  [
    'traffic',
    /traffic|throughput|\brps\b|\bqps\b|request.?rate|requests.?(drop|low|high)|no.?requests|sessions|トラフィック|流量/,
  ],
  [
    'availability',
    /\bup\b|\bdown\b|down$|availab|unreachable|heartbeat|probe|health|absent|not.?ready|restart|crashloop|connectivity|ping|watchdog|死活|停止|到達/,
  ],
];

/**
 * Guesses which signal of the coverage matrix a rule watches, from its name first, then its expression and its other
 * texts; null when nothing speaks for one. A `signal` label decides. A person's word always counts more.
 */
export function guessSignal(hints: SignalHints): KnownSignal | null {
  const labelled = matchSignal(hints.labels?.signal);
  if (labelled) return labelled;
  for (const text of [hints.name, hints.summary, hints.expression, hints.groupName]) {
    const signal = matchSignal(text);
    if (signal) return signal;
  }
  return null;
}

function matchSignal(text: string | null | undefined): KnownSignal | null {
  if (!text) return null;
  const folded = splitWords(text.normalize('NFKC')).toLowerCase();
  return PATTERNS.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** `HighErrorRate` → `High Error Rate`, `TLSCert` → `TLS Cert`; underscores become blanks beside the original. */
function splitWords(text: string): string {
  const spaced = text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll('_', ' ');
  return `${spaced} ${text}`;
}
