export type PullErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'sender_failed'
  | 'answer_unreadable'
  | 'settings_incomplete';

/** An answer that is of no use. The message is for people and holds no credential. */
export class PullError extends Error {
  constructor(
    readonly code: PullErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'PullError';
  }
}

/** The sender asks for patience: nothing is wrong, and the work goes on where it stopped. */
export class RateLimited extends Error {
  constructor(
    readonly retryAfterSeconds: number,
    message: string,
  ) {
    super(message);
    this.name = 'RateLimited';
  }
}
