/** What went wrong, in the words of the domain; `http/` alone knows which status that is. */
export type DomainErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'unsupported_media_type'
  | 'too_many_requests'
  | 'unavailable';

export interface FieldError {
  /** path of the field, dotted: `services.0` */
  path: string;
  message: string;
  /** of reasons that the web says in the reader's language, with their values */
  code?: string;
  params?: Record<string, string | number>;
}

/**
 * Thrown by features. `code` is stable and machine-readable (`incident_not_found`), `message` is for people.
 * `retryAfterSeconds` goes with `unavailable` and `too_many_requests`.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: DomainErrorKind,
    readonly code: string,
    message: string,
    readonly options: { errors?: FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DomainError';
  }

  static notFound(noun: string, id: string): DomainError {
    return new DomainError(
      'not_found',
      `${noun}_not_found`,
      `There is no ${noun.replaceAll('_', ' ')} ${id}.`,
    );
  }

  static invalid(path: string, message: string, code = 'invalid_field'): DomainError {
    return new DomainError('invalid', code, `${path}: ${message}`, { errors: [{ path, message }] });
  }

  /** Someone else changed the row in between (optimistic locking by `row_version`). */
  static stale(noun: string, id: string): DomainError {
    return new DomainError(
      'conflict',
      'stale',
      `${noun.replaceAll('_', ' ')} ${id} was changed by someone else meanwhile.`,
    );
  }
}
