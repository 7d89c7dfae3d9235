/** What the sample company runs. Rates are episodes a week, durations minutes; `sigma` is that of the logs. */
export interface SampleTeam {
  key: string;
  name: string;
  timeZone: string;
  calendar: string;
  fiscalYearStartsIn: number;
  members: readonly string[];
}

export interface SampleService {
  key: string;
  name: string;
  team: string;
  parent?: string;
}

export interface SampleRule {
  name: string;
  service: string;
  severity: 'critical' | 'warning' | 'info';
  perWeek: number;
  medianMinutes: number;
  sigma: number;
  /** share of episodes that somebody acknowledged */
  ackShare: number;
  /** share of episodes that paged; the rest was seen by the receiver only */
  pageShare: number;
  instances: readonly string[];
  summary: string;
  expression: string;
  forSeconds: number;
  runbook: boolean;
  /** fires more at night (backups, batches) */
  nightly?: boolean;
  /** fires in bursts: this many episodes close together */
  burst?: number;
  /** since so many days ago its rate is multiplied by this: what a decision did, or a change without one */
  changed?: { daysAgo: number; factor: number; forSeconds: number };
}

export const SAMPLE_TEAMS: readonly SampleTeam[] = [
  {
    key: 'sample-payments',
    name: '決済チーム (sample)',
    timeZone: 'Asia/Tokyo',
    calendar: 'JP',
    fiscalYearStartsIn: 4,
    members: ['佐藤 美咲', '鈴木 健太', '高橋 直樹', '田中 彩'],
  },
  {
    key: 'sample-platform',
    name: 'Platform (sample)',
    timeZone: 'Europe/Berlin',
    calendar: 'DE',
    fiscalYearStartsIn: 1,
    members: ['Jonas Weber', 'Amira Haddad', 'Lena Vogt'],
  },
];

export const SAMPLE_SERVICES: readonly SampleService[] = [
  { key: 'sample-checkout', name: 'checkout', team: 'sample-payments' },
  {
    key: 'sample-payment-gateway',
    name: 'payment-gateway',
    team: 'sample-payments',
    parent: 'sample-checkout',
  },
  { key: 'sample-invoice', name: '請求書発行', team: 'sample-payments' },
  { key: 'sample-points', name: 'ポイント', team: 'sample-payments' },
  { key: 'sample-search', name: 'search', team: 'sample-platform' },
  { key: 'sample-search-indexer', name: 'search-indexer', team: 'sample-platform', parent: 'sample-search' },
  { key: 'sample-postgres', name: 'postgres-main', team: 'sample-platform' },
  { key: 'sample-edge', name: 'edge-proxy', team: 'sample-platform' },
  { key: 'sample-batch', name: 'nightly-batch', team: 'sample-platform' },
];

const rule = (
  name: string,
  service: string,
  severity: SampleRule['severity'],
  rates: [perWeek: number, medianMinutes: number, sigma: number, ackShare: number, pageShare: number],
  more: Partial<SampleRule> & { summary: string; expression: string },
): SampleRule => ({
  name,
  service,
  severity,
  perWeek: rates[0],
  medianMinutes: rates[1],
  sigma: rates[2],
  ackShare: rates[3],
  pageShare: rates[4],
  instances: ['a', 'b'],
  forSeconds: 300,
  runbook: true,
  ...more,
});

export const SAMPLE_RULES: readonly SampleRule[] = [
  rule('CheckoutErrorRateHigh', 'sample-checkout', 'critical', [0.5, 34, 0.9, 0.95, 1], {
    summary: 'Errors of checkout are over 2 % for 5 minutes',
    expression:
      'sum(rate(http_requests_total{job="checkout",code=~"5.."}[5m])) / sum(rate(http_requests_total{job="checkout"}[5m])) > 0.02',
  }),
  rule('CheckoutLatencyP99', 'sample-checkout', 'warning', [7, 4, 0.8, 0.06, 1], {
    summary: 'p99 latency of checkout is over 800 ms',
    expression:
      'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{job="checkout"}[5m]))) > 0.8',
    forSeconds: 60,
    runbook: false,
  }),
  rule('PaymentProviderTimeouts', 'sample-payment-gateway', 'critical', [0.8, 22, 1, 0.85, 1], {
    summary: 'Calls to the card network time out',
    expression: 'rate(gateway_timeouts_total[5m]) > 1',
  }),
  rule('PaymentQueueBacklog', 'sample-payment-gateway', 'warning', [3.2, 9, 0.9, 0.2, 1], {
    summary: 'More than 500 payments wait in the queue',
    expression: 'payment_queue_length > 500',
    // nobody decided this one
    changed: { daysAgo: 40, factor: 0.3, forSeconds: 900 },
  }),
  rule('GatewayCertificateExpiry', 'sample-payment-gateway', 'warning', [0, 1, 1, 0, 1], {
    summary: 'The certificate of the card network ends within 14 days',
    expression: 'probe_ssl_earliest_cert_expiry - time() < 14 * 86400',
  }),
  rule('InvoicePdfFailures', 'sample-invoice', 'warning', [1.1, 18, 1.1, 0.5, 1], {
    summary: '請求書PDFの生成に失敗しています',
    expression: 'increase(invoice_pdf_failures_total[15m]) > 5',
  }),
  rule('InvoiceDiskFillsIn24h', 'sample-invoice', 'info', [2.4, 45, 1.2, 0.04, 0.6], {
    summary: 'ディスクが24時間以内に一杯になる見込み',
    expression: 'predict_linear(node_filesystem_avail_bytes{job="invoice"}[6h], 86400) < 0',
    nightly: true,
    runbook: false,
  }),
  rule('PointsSyncDelayed', 'sample-points', 'warning', [1.8, 26, 0.9, 0.3, 1], {
    summary: 'ポイント同期が30分以上遅れています',
    expression: 'time() - points_last_sync_timestamp_seconds > 1800',
    changed: { daysAgo: 15, factor: 0.05, forSeconds: 7200 },
  }),
  rule('SearchErrorRate', 'sample-search', 'critical', [0.4, 41, 0.8, 0.9, 1], {
    summary: 'Search answers errors to more than 1 % of requests',
    expression: 'sum(rate(search_errors_total[5m])) / sum(rate(search_requests_total[5m])) > 0.01',
  }),
  rule('SearchHeapPressure', 'sample-search', 'warning', [9, 3, 0.7, 0.03, 1], {
    summary: 'Heap of a search node is over 75 %',
    expression: 'jvm_memory_used_bytes{area="heap"} / jvm_memory_max_bytes{area="heap"} > 0.75',
    instances: ['node-1', 'node-2', 'node-3', 'node-4'],
    forSeconds: 0,
    runbook: false,
    changed: { daysAgo: 30, factor: 0.12, forSeconds: 600 },
  }),
  rule('IndexerLag', 'sample-search-indexer', 'warning', [2.6, 31, 1, 0.25, 1], {
    summary: 'The index is more than 10 minutes behind',
    expression: 'indexer_lag_seconds > 600',
  }),
  rule('PostgresReplicationLag', 'sample-postgres', 'warning', [4.5, 2.5, 0.8, 0.05, 1], {
    summary: 'A replica is more than 30 s behind',
    expression: 'pg_replication_lag_seconds > 30',
    instances: ['replica-1', 'replica-2'],
    nightly: true,
    forSeconds: 60,
  }),
  rule('PostgresConnectionsExhausted', 'sample-postgres', 'critical', [0.3, 28, 0.9, 0.9, 1], {
    summary: 'More than 95 % of the connections are in use',
    expression: 'sum(pg_stat_activity_count) / pg_settings_max_connections > 0.95',
  }),
  rule('EdgeUpstreamDown', 'sample-edge', 'critical', [0.6, 12, 1.1, 0.7, 1], {
    summary: 'An upstream of the edge proxy is down',
    expression: 'envoy_cluster_membership_healthy == 0',
    instances: ['checkout', 'search', 'points', 'invoice', 'batch'],
    burst: 14,
  }),
  rule('EdgeHighCpu', 'sample-edge', 'warning', [5.5, 6, 0.9, 0.02, 1], {
    summary: 'CPU of an edge proxy is over 80 %',
    expression: 'rate(process_cpu_seconds_total{job="edge"}[5m]) > 0.8',
    instances: ['edge-1', 'edge-2', 'edge-3'],
    runbook: false,
    changed: { daysAgo: 33, factor: 3, forSeconds: 60 },
  }),
  rule('BatchJobFailed', 'sample-batch', 'warning', [3.5, 240, 0.6, 0.4, 1], {
    summary: 'A nightly job failed',
    expression: 'kube_job_status_failed > 0',
    nightly: true,
    instances: ['settlement', 'report', 'cleanup'],
  }),
  rule('BatchRanTooLong', 'sample-batch', 'info', [0, 1, 1, 0, 0], {
    summary: 'A nightly job runs longer than 6 hours',
    expression: 'time() - kube_job_status_start_time > 6 * 3600',
    runbook: false,
  }),
  rule('BackupMissing', 'sample-postgres', 'warning', [0, 1, 1, 0, 1], {
    summary: 'The last backup is older than 26 hours',
    expression: 'time() - backup_last_success_timestamp_seconds > 93600',
  }),
];
