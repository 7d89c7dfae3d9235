import { describe, expect, it } from '@jest/globals';
import { guessSignal } from './guess-signal.js';

describe('guessSignal', () => {
  it.each([
    ['HighRequestLatency', 'latency'],
    ['CheckoutErrorRate', 'errors'],
    ['API 5xx ratio', 'errors'],
    ['InstanceDown', 'availability'],
    ['KubePodCrashLooping', 'errors'],
    ['NodeFilesystemAlmostOutOfSpace', 'saturation'],
    ['HostHighCpuLoad', 'saturation'],
    ['TLSCertificateExpiry', 'certificate_or_backup'],
    ['BackupTooOld', 'certificate_or_backup'],
    ['ReplicationLag', 'freshness'],
    ['TrafficDropped', 'traffic'],
    ['UpstreamPaymentGatewayDown', 'dependency'],
    ['LedgerMismatch', 'correctness'],
    ['BruteForceLogin', 'security'],
    ['決済エラー率', 'errors'],
    ['応答時間が遅い', 'latency'],
    ['ディスク使用率', 'saturation'],
    ['死活監視', 'availability'],
    ['Something odd', null],
  ])('%s is about %s', (name, signal) => {
    expect(guessSignal({ name })).toBe(signal);
  });

  it('reads the expression when the name says nothing', () => {
    expect(
      guessSignal({
        name: 'rule 12',
        expression: 'histogram_quantile(0.99, rate(http_request_seconds_bucket[5m])) > 1',
      }),
    ).toBe('latency');
    expect(guessSignal({ name: 'rule 13', expression: 'up == 0' })).toBe('availability');
  });

  it('lets a label decide', () => {
    expect(guessSignal({ name: 'HighErrorRate', labels: { signal: 'freshness' } })).toBe('freshness');
  });
});
