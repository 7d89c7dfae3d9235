import { pause } from '@tenken/api/clock/test-until';
import pg from 'pg';
import { z } from 'zod';
import { TOKEN } from './run-product.js';

const acceptedSchema = z.object({ deliveryId: z.string() });

/** Sends webhooks one after the other, several at a time, until told to stop, and remembers those that were answered 202. */
export function sendWebhooks(url: string): { stop(): Promise<string[]>; accepted: string[] } {
  const accepted: string[] = [];
  let going = true;
  let sequence = 0;
  async function lane(): Promise<void> {
    while (going) {
      sequence += 1;
      const startsAt = new Date(1_700_000_000_000 + sequence * 1000).toISOString();
      try {
        const answer = await fetch(`${url}/api/v1/ingest/generic`, {
          method: 'POST',
          headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
          body: JSON.stringify([
            { source: 'start-test', rule: 'Steady', fingerprint: `f${sequence}`, startsAt },
          ]),
          signal: AbortSignal.timeout(5000),
        });
        if (answer.status === 202) accepted.push(acceptedSchema.parse(await answer.json()).deliveryId);
        else await pause(20);
      } catch {
        // Killed in the middle: not answered, so nothing was promised.
        await pause(20);
      }
    }
  }
  const lanes = [lane(), lane(), lane(), lane()];
  return {
    accepted,
    async stop() {
      going = false;
      await Promise.all(lanes);
      return accepted;
    },
  };
}

/** Those of the answered deliveries that the database does not have. */
export async function missingDeliveries(databaseUrl: string, ids: string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select id::text as id from deliveries');
    const stored = new Set(
      z
        .array(z.object({ id: z.string() }))
        .parse(rows)
        .map((row) => row.id),
    );
    return ids.filter((id) => !stored.has(id));
  } finally {
    await client.end();
  }
}

/** How many deliveries wait to be read; the worker has to come back as well as the door. */
export async function pendingDeliveries(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select count(*)::int as n from deliveries where state = 'pending'");
    return z
      .array(z.object({ n: z.number() }))
      .length(1)
      .parse(rows)[0]!.n;
  } finally {
    await client.end();
  }
}
