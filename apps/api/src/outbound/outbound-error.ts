export type OutboundErrorCode =
  | 'address_invalid'
  | 'address_refused'
  | 'name_not_resolved'
  | 'connection_failed'
  | 'certificate_invalid'
  | 'timed_out'
  | 'answer_too_large'
  | 'answer_unreadable'
  | 'redirect_refused';

/**
 * An outgoing request that got no answer. The message is for people; it names the host and never the path's query,
 * a header or a body, which may hold credentials.
 */
export class OutboundError extends Error {
  constructor(
    readonly code: OutboundErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'OutboundError';
  }
}
