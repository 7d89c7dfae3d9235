import { hash, parseOptions, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB, 2 passes, 1 lane: the OWASP password storage cheat sheet's first choice for argon2id. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash in PHC form that no password has; checked when there is no account, so that both cases take the same time. */
let decoy: Promise<string> | null = null;

/** Hashes a new password. Takes some 20 ms of one core on purpose. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), PARAMETERS);
}

/** True when the password belongs to the hash; false, after the same time, when there is no hash. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'));
  return matches && passwordHash !== null;
}

/** True when the hash was made with weaker parameters than today's and should be made again at the next sign-in. */
export function isOutdatedHash(passwordHash: string): boolean {
  const made = parseOptions(passwordHash);
  return made.memoryCost < PARAMETERS.memoryCost || made.timeCost < PARAMETERS.timeCost;
}
