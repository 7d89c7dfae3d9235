import { describe, expect, it } from '@jest/globals';
import { prepareSnippets } from './prepareSnippets.js';

describe('prepareSnippets', () => {
  const alertmanager = {
    kind: 'alertmanager',
    ingestUrl: 'https://tenken.example.com/api/v1/ingest/alertmanager',
    receiverUrl: 'https://tenken.example.com/compat/alertmanager',
  };

  it('points Prometheus at host, port and path apart, as its configuration wants them', () => {
    const [prometheus, webhook, events] = prepareSnippets(alertmanager, 'tnk_x');
    expect(prometheus?.text).toContain('scheme: https\n      path_prefix: /compat/alertmanager');
    expect(prometheus?.text).toContain("targets: ['tenken.example.com:443']");
    expect(webhook?.text).toContain('url: https://tenken.example.com/api/v1/ingest/alertmanager');
    expect(webhook?.text).toContain('send_resolved: true');
    expect(events?.text).toContain(
      'event_recorder:\n  webhook_outputs:\n    - url: https://tenken.example.com/api/v1/ingest/alertmanager-events',
    );
    // 0.33 does not start with it
    expect(events?.text).not.toMatch(/^ +batch/m);
    expect(webhook?.text).toContain('credentials: tnk_x');
  });

  it('keeps a port that the address has', () => {
    const local = { ...alertmanager, receiverUrl: 'http://127.0.0.1:3000/compat/alertmanager' };
    expect(prepareSnippets(local, 'x')[0]?.text).toContain("targets: ['127.0.0.1:3000']");
  });

  it('gives GitHub its form, others a command, and nothing where nothing is sent', () => {
    expect(
      prepareSnippets({ kind: 'github', ingestUrl: 'http://x', receiverUrl: null }, 's')[0]?.text,
    ).toContain('Secret: s');
    expect(prepareSnippets({ kind: 'generic', ingestUrl: 'http://x', receiverUrl: null }, 's')[0]?.key).toBe(
      'curl',
    );
    expect(
      prepareSnippets({ kind: 'mackerel', ingestUrl: 'https://x/m', receiverUrl: null }, 's')[0]?.text,
    ).toBe('URL: https://tenken:s@x/m');
    expect(
      prepareSnippets(
        { kind: 'pagerduty-events', ingestUrl: null, receiverUrl: 'https://x/compat/pagerduty' },
        'k',
      )[0]?.text,
    ).toContain('URL: https://x/compat/pagerduty/v2/enqueue');
    expect(prepareSnippets({ kind: 'import', ingestUrl: null, receiverUrl: null }, 's')).toEqual([]);
  });
});
