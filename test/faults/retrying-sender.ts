import { pause } from '@tenken/api/clock/test-until';
import { TOKEN } from '../start/run-product.js';

export interface RetryingSender {
  /** Numbers of the messages that were answered 2xx, in the order of the answers. */
  accepted: number[];
  /** How often an answer was not 2xx, by status; 0 = no answer. */
  refusals: Map<number, number>;
  /** Starts no new message, and resolves once everything that was begun has been accepted. */
  stop(): Promise<number[]>;
  /** Ends it wherever it is, for a test that failed. */
  abandon(): void;
}

/** Each message tells of so many episodes of its own. */
export const ALERTS_PER_MESSAGE = 3;

/**
 * Sends as Alertmanager does: what is not answered with 2xx (a 5xx, no answer, a cut connection) is sent again until
 * it is, with the same words, to any of the addresses. So a message may well be stored twice; it must count once.
 * Messages are numbered from `first` on.
 */
export function startRetryingSender(urls: string[], first: number, lanes = 6): RetryingSender {
  const accepted: number[] = [];
  const refusals = new Map<number, number>();
  let going = true;
  let isAbandoned = false;
  let next = first;
  async function lane(): Promise<void> {
    while (going) {
      const number = next++;
      const body = bodyOf(number);
      for (let attempt = number; ; attempt += 1) {
        const status = await post(urls[attempt % urls.length]!, body);
        if (status >= 200 && status <= 299) break;
        refusals.set(status, (refusals.get(status) ?? 0) + 1);
        if (isAbandoned) return;
        await pause(100);
      }
      accepted.push(number);
      await pause(2);
    }
  }
  const running = Array.from({ length: lanes }, lane);
  return {
    accepted,
    refusals,
    async stop() {
      going = false;
      await Promise.all(running);
      return accepted;
    },
    abandon() {
      going = false;
      isAbandoned = true;
    },
  };
}

async function post(url: string, body: string): Promise<number> {
  try {
    const answer = await fetch(`${url}/api/v1/ingest/alertmanager`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

function bodyOf(message: number): string {
  const startsAt = new Date(Date.UTC(2026, 10, 1) + message * 1000).toISOString();
  const endsAt = new Date(Date.UTC(2026, 10, 1) + message * 1000 + 60_000).toISOString();
  return JSON.stringify({
    version: '4',
    groupKey: `{}:{message="${message}"}`,
    truncatedAlerts: 0,
    receiver: 'tenken',
    status: 'resolved',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.com',
    alerts: Array.from({ length: ALERTS_PER_MESSAGE }, (_, index) => ({
      status: 'resolved',
      labels: { alertname: `Fault${(message + index) % 7}`, service: `service-${message % 3}` },
      annotations: { summary: 'Sent while something broke' },
      startsAt,
      endsAt,
      generatorURL: 'http://prometheus.example.com/graph',
      fingerprint: `${message.toString(16).padStart(12, '0')}${index.toString(16).padStart(4, '0')}`,
    })),
  });
}
