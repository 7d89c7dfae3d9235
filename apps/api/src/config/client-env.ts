import { z } from 'zod';
import { EnvError } from './env.js';

const ClientEnv = z.object({
  TENKEN_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
    .default('http://127.0.0.1:3000'),
  TENKEN_TOKEN: z.string().min(1),
});

/** Environment of the command-line tools, which speak to a running server. @throws {EnvError} */
export function readClientEnv(
  source: Record<string, string | undefined> = process.env,
): z.output<typeof ClientEnv> {
  const parsed = ClientEnv.safeParse({
    TENKEN_URL: source.TENKEN_URL || undefined,
    TENKEN_TOKEN: source.TENKEN_TOKEN || source.BOOTSTRAP_TOKEN || undefined,
  });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) =>
    issue.path[0] === 'TENKEN_TOKEN'
      ? 'TENKEN_TOKEN: expected an API token (make one under Settings → Tokens), or BOOTSTRAP_TOKEN of the server'
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new EnvError(lines.join('\n'));
}
