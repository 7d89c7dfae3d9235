import { resolve } from 'node:path';
import { z } from 'zod';
import { parseAllowList } from '../outbound/address-policy.js';

const DAY_LIMIT = 3650;
const KEPT_DAYS = `expected 0 (kept for ever) or a whole number from 180 to ${DAY_LIMIT}`;

/** A whole number written in decimal digits; what is odd about each limit stands beside its use. */
function wholeNumber(min: number, max: number, fallback: number) {
  const expected = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .pipe(z.number().min(min, expected).max(max, expected))
    .default(fallback);
}

const httpUrl = z
  .url({
    protocol: /^https?$/,
    error: 'expected an http:// or https:// address such as https://tenken.example.com',
  })
  .transform((url) => url.replace(/\/+$/, ''));

/**
 * Every environment variable that Tenken reads. `.env.example` documents the same keys (a test compares them).
 * An empty value counts as not set, because Compose files and shells pass empty strings for absent variables.
 */
export const envSchema = z.object({
  /** 0 lets the system choose a free port; tests use that. */
  PORT: wholeNumber(0, 65_535, 3000),
  /** Loopback by default: nothing is reachable from outside until someone decides so. */
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host:5432/database')
    .optional(),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  /** 32 characters: it is an administrator's key from the first second, so it has to be out of reach of guessing. */
  BOOTSTRAP_TOKEN: z.string().min(32, 'expected at least 32 characters').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'expected one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  /** Connections per process. Above 200 PostgreSQL (max_connections 100 by default) is the bottleneck, not we. */
  DATABASE_POOL_SIZE: wholeNumber(2, 200, 10),
  /** Raw bodies are dropped month by month after this; a replay needs them, so less than a week is refused. */
  RETENTION_DAYS: wholeNumber(7, DAY_LIMIT, 90),
  /** Episodes and their figures; 0 keeps them. Half a year at least: what is silent for so long is told of. */
  EPISODE_RETENTION_DAYS: z
    .string()
    .regex(/^\d+$/, KEPT_DAYS)
    .transform(Number)
    .refine((days) => days === 0 || (days >= 180 && days <= DAY_LIMIT), { error: KEPT_DAYS })
    .default(0),
  SESSION_DAYS: wholeNumber(1, 365, 14),
  /** One webhook. An Alertmanager group of 1,000 alerts is about 1 MB, so 8 MiB leaves room for floods. */
  MAX_BODY_BYTES: wholeNumber(65_536, 268_435_456, 8_388_608),
  /** One import file. 256 MiB is a few hundred thousand episodes as CSV; it is streamed to the database, not parsed whole. */
  MAX_IMPORT_BYTES: wholeNumber(65_536, 4_294_967_296, 268_435_456),
  /** Bodies that wait to be read; past it senders are told to come back. 1 GiB is about a million small deliveries. */
  MAX_PENDING_BYTES: wholeNumber(1_048_576, 1_099_511_627_776, 1_073_741_824),
  /** Of the disk of the embedded database, below which nothing more is taken in: PostgreSQL stops on a full disk. */
  MIN_FREE_DISK_BYTES: wholeNumber(0, 1_099_511_627_776, 536_870_912),
  /** How many reverse proxies stand in front, so that the client's address is taken from X-Forwarded-For and cannot be forged. */
  TRUSTED_PROXIES: wholeNumber(0, 10, 0),
  /** Prints reports as PDF; without it the usual places are looked at. */
  CHROMIUM_PATH: z.string().optional(),
  /**
   * Names, addresses and ranges beside the public Internet that Tenken may send requests to. Nothing by default: whoever
   * may add a connector must not be able to ask the machines around the server for anything.
   */
  OUTBOUND_ALLOW: z
    .string()
    .default('')
    .refine(
      (text) => {
        try {
          return parseAllowList(text);
        } catch {
          return false;
        }
      },
      { error: 'expected names, addresses or ranges such as prometheus.internal,10.0.0.0/8' },
    ),
});

/** The parsed environment; `PUBLIC_URL` is always there and has no slash at its end. */
export type Env = Omit<z.output<typeof envSchema>, 'PUBLIC_URL'> & { PUBLIC_URL: string };

/** Says which variables are wrong and what was expected; the message never repeats a value, it may be a secret. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Reads and checks the environment.
 * @throws {EnvError} naming each variable that is wrong and what was expected of it.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new EnvError(`The environment has mistakes (see .env.example):\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return { ...env, PUBLIC_URL: env.PUBLIC_URL ?? `http://${hostForPeople(env.HOST)}:${env.PORT}` };
}

/** An address that a browser on this machine can open: "any address" is not one, and IPv6 needs brackets. */
function hostForPeople(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
