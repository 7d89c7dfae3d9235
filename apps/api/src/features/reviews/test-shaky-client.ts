import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestRandom } from '@tenken/statistics/test-random';
import type { TestApp } from '../../http/test-app.js';
import { createSecret, hashSecret } from '../identity/create-secret.js';

export interface ShakyAnswer {
  status: number;
  body: Record<string, unknown> & { id?: string; code?: string };
}

/**
 * A browser on a bad line: of some requests the answer is thrown away, of others the connection is cut while the server is
 * at work; both are sent again until an answer came through, as the web does.
 */
export class ShakyClient {
  /** answers by status, thrown away ones too */
  readonly statuses = new Map<number, number>();
  resent = 0;
  private agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly port: number,
    private readonly cookie: string,
    readonly userId: string,
    private readonly random: TestRandom,
  ) {}

  /** A person who is signed in; without the work of making a password. */
  static async signIn(api: TestApp, name: string, random: TestRandom): Promise<ShakyClient> {
    const secret = createSecret();
    const [user] = await api.dataSource.query(
      `insert into users (email, name, role) values ($1 || '@example.com', $1, 'member') returning id`,
      [name],
    );
    await api.dataSource.query(
      `insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
      [user.id, hashSecret(secret)],
    );
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    return new ShakyClient(port, `tenken_session=${secret}`, user.id, random);
  }

  /** Sends it until an answer comes through; a request that is sent again is the same to the byte. */
  async send(method: string, path: string, body?: object, shaky = true): Promise<ShakyAnswer> {
    for (;;) {
      const luck = shaky ? this.random.uniform() : 1;
      const answer = await this.once(method, path, body, luck < 0.15 ? this.random.uniform() * 60 : null);
      if (answer !== null && luck >= 0.3) return answer;
      this.resent += 1;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  /** null: the connection was cut `cutAfterMs` after the request had gone out. */
  private async once(
    method: string,
    path: string,
    body: object | undefined,
    cutAfterMs: number | null,
  ): Promise<ShakyAnswer | null> {
    const answer = await new Promise<ShakyAnswer | null>((resolve, reject) => {
      const headers = { cookie: this.cookie, 'x-tenken-request': '1', 'content-type': 'application/json' };
      const sent = request({ agent: this.agent, port: this.port, path, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => resolve(null));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: response.statusCode ?? 0, body: text === '' ? {} : JSON.parse(text) });
        });
      });
      sent.on('error', (error) => (cutAfterMs === null ? reject(error) : resolve(null)));
      sent.end(body === undefined ? undefined : JSON.stringify(body), () => {
        if (cutAfterMs !== null) setTimeout(() => sent.destroy(), cutAfterMs);
      });
    });
    if (answer === null) {
      // The browser connects anew.
      this.agent.destroy();
      this.agent = new Agent({ keepAlive: true });
      return null;
    }
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    return answer;
  }
}
