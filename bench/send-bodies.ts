import http from 'node:http';

export interface SendOptions {
  /** full address of the receiver */
  url: string;
  token: string;
  bodies: readonly Buffer[];
  connections: number;
  /** requests a second over all connections; null = as fast as the answers come */
  rate: number | null;
}

export interface SendResult {
  seconds: number;
  /** of each request from when it was due to its answer, ascending; a late start counts */
  latenciesMs: number[];
  /** answers that were not 2xx */
  failures: number;
}

/** Sends all bodies over so many kept-alive connections. */
export async function sendBodies(options: SendOptions): Promise<SendResult> {
  const { url, token, bodies, connections, rate } = options;
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs: number[] = [];
  let failures = 0;
  let next = 0;
  const startedMs = performance.now();
  const sendNext = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) {
      const dueMs = rate === null ? performance.now() : startedMs + (index * 1000) / rate;
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const status = await post(agent, url, token, bodies[index]!);
      latenciesMs.push(performance.now() - dueMs);
      if (status < 200 || status > 299) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, sendNext));
  const seconds = (performance.now() - startedMs) / 1000;
  agent.destroy();
  return { seconds, latenciesMs: latenciesMs.sort((a, b) => a - b), failures };
}

function post(agent: http.Agent, url: string, token: string, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': body.length,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}
