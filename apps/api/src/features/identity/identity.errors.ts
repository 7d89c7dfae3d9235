import { DomainError } from '../../errors/domain-error.js';

/** The same for an unknown account, a wrong password and a disabled account: it tells nobody who has an account. */
export const wrongCredentials = () =>
  new DomainError('unauthenticated', 'wrong_credentials', 'The email address or the password is not right.');

export const tooManyAttempts = (retryAfterSeconds: number) =>
  new DomainError(
    'too_many_requests',
    'too_many_attempts',
    `Too many failed attempts. Try again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  );

export const linkNotValid = () =>
  new DomainError('gone', 'link_not_valid', 'This link was used already, was taken back, or is too old.');

export const lastAdmin = () =>
  new DomainError('conflict', 'last_admin', 'This is the last administrator. Make someone else one first.');

export const userExists = (email: string) =>
  new DomainError('conflict', 'user_exists', `There is an account for ${email} already.`, {
    errors: [{ path: 'email', message: 'There is an account for this address already.' }],
  });

export const foreignPage = () =>
  new DomainError(
    'forbidden',
    'foreign_page',
    'A request with a session cookie needs the header X-Tenken-Request, or must come from a page of this server.',
  );
