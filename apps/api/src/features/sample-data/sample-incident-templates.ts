/** Incidents of the sample company. Words are about systems, never about persons. */
export interface SampleIncidentTemplate {
  title: string;
  service: string;
  /** the rule that sees it; null: no rule does, people tell us */
  rule: string | null;
  severities: readonly ('SEV1' | 'SEV2' | 'SEV3' | 'SEV4')[];
  cause: string;
  trigger: string;
  medianMinutes: number;
  summary: string;
  impact: string;
  actions: readonly { title: string; type: 'prevent' | 'detect' | 'mitigate' | 'repair' | 'process' }[];
  /** how often it comes relative to the others */
  weight: number;
}

export const SAMPLE_INCIDENT_TEMPLATES: readonly SampleIncidentTemplate[] = [
  {
    title: '決済APIの接続プール枯渇により注文が失敗',
    service: 'sample-checkout',
    rule: 'CheckoutErrorRateHigh',
    severities: ['SEV1', 'SEV2', 'SEV2'],
    cause: 'software',
    trigger: 'user behaviour change',
    medianMinutes: 48,
    summary: 'セール開始直後に接続プールが枯渇し、注文確定がエラーになった。',
    impact: '注文確定の約12%が失敗した。',
    actions: [
      { title: '接続プールの上限と待ち時間を見直す', type: 'prevent' },
      { title: 'プール使用率のアラートを追加する', type: 'detect' },
      { title: 'セール前の負荷試験を手順に入れる', type: 'process' },
    ],
    weight: 6,
  },
  {
    title: 'Card network times out, payments retried twice',
    service: 'sample-payment-gateway',
    rule: 'PaymentProviderTimeouts',
    severities: ['SEV2', 'SEV2', 'SEV3'],
    cause: 'complex system behaviour',
    trigger: 'service provider change',
    medianMinutes: 35,
    summary: 'The card network answered slowly; our retries doubled the load on it.',
    impact: 'Some payments took more than 30 seconds.',
    actions: [
      { title: 'Stop retrying after the first time-out', type: 'mitigate' },
      { title: 'Show a wait notice in the checkout page', type: 'mitigate' },
    ],
    weight: 5,
  },
  {
    title: '請求書の金額が二重に計上された',
    service: 'sample-invoice',
    rule: null,
    severities: ['SEV1', 'SEV2'],
    cause: 'development process failure',
    trigger: 'binary push',
    medianMinutes: 260,
    summary: '再実行されたバッチが同じ明細を二度計上した。',
    impact: '顧客38社の請求書が誤っていた。',
    actions: [
      { title: 'バッチを冪等にする', type: 'prevent' },
      { title: '請求合計の突合アラートを作る', type: 'detect' },
      { title: '再発行の手順書を整える', type: 'repair' },
    ],
    weight: 3,
  },
  {
    title: 'ポイントの反映が遅れて残高が古いまま表示',
    service: 'sample-points',
    rule: 'PointsSyncDelayed',
    severities: ['SEV3', 'SEV3', 'SEV4'],
    cause: 'software',
    trigger: 'processing pipeline',
    medianMinutes: 90,
    summary: '同期処理が詰まり、残高の更新が遅れた。',
    impact: '一部の利用者に古い残高が表示された。',
    actions: [
      { title: '同期の並列数を上げる', type: 'mitigate' },
      { title: '残高に最終更新時刻を表示する', type: 'mitigate' },
    ],
    weight: 4,
  },
  {
    title: 'Search returns empty results after an index switch',
    service: 'sample-search',
    rule: 'SearchErrorRate',
    severities: ['SEV2', 'SEV3'],
    cause: 'deployment planning',
    trigger: 'config push',
    medianMinutes: 42,
    summary: 'The alias pointed to an index that was still being filled.',
    impact: 'A quarter of the searches found nothing.',
    actions: [
      { title: 'Compare document counts before switching the alias', type: 'prevent' },
      { title: 'Alert on the share of empty results', type: 'detect' },
      { title: 'One command to switch back', type: 'repair' },
    ],
    weight: 4,
  },
  {
    title: 'Products missing from search: indexer stuck on one message',
    service: 'sample-search-indexer',
    rule: null,
    severities: ['SEV3', 'SEV3', 'SEV4'],
    cause: 'software',
    trigger: 'processing pipeline',
    medianMinutes: 320,
    summary: 'A message that could not be parsed was retried for ever.',
    impact: 'New products could not be found.',
    actions: [
      { title: 'Move messages that fail five times aside', type: 'prevent' },
      { title: 'Alert on the age of the oldest message', type: 'detect' },
    ],
    weight: 4,
  },
  {
    title: 'Database connections exhausted by the nightly report',
    service: 'sample-postgres',
    rule: 'PostgresConnectionsExhausted',
    severities: ['SEV2', 'SEV3'],
    cause: 'complex system behaviour',
    trigger: 'capacity management',
    medianMinutes: 55,
    summary: 'The report opened one connection for each customer.',
    impact: 'Sign-in and checkout were slow for 40 minutes.',
    actions: [
      { title: 'Give the report a pool of its own', type: 'prevent' },
      { title: 'Limit connections per role', type: 'mitigate' },
    ],
    weight: 3,
  },
  {
    title: 'Edge proxy lost its upstreams during a zone outage',
    service: 'sample-edge',
    rule: 'EdgeUpstreamDown',
    severities: ['SEV1', 'SEV2'],
    cause: 'network',
    trigger: 'hardware',
    medianMinutes: 28,
    summary: 'One zone was unreachable and health checks were too slow to notice.',
    impact: 'A third of all requests failed.',
    actions: [
      { title: 'Shorten health checks of the edge', type: 'mitigate' },
      { title: 'Practise the loss of a zone', type: 'process' },
    ],
    weight: 2,
  },
  {
    title: 'Settlement file sent late to the bank',
    service: 'sample-batch',
    rule: null,
    severities: ['SEV2', 'SEV3'],
    cause: 'development process failure',
    trigger: 'performance decay',
    medianMinutes: 200,
    summary: 'The job grew slower every week until it missed the bank’s window.',
    impact: 'Payouts arrived a day late.',
    actions: [
      { title: 'Alert when the settlement is not done by 04:00', type: 'detect' },
      { title: 'Split the settlement by merchant', type: 'prevent' },
    ],
    weight: 2,
  },
];
