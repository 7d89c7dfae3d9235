import { Injectable } from '@nestjs/common';
import { OutboundClient } from '../../outbound/outbound-client.js';
import { OutboundError } from '../../outbound/outbound-error.js';

/** `failed`: it certainly did not arrive; `unknown`: nobody can say. */
export type Delivered =
  | { state: 'sent' }
  | { state: 'failed'; code: string; detail: string; mayRetry: boolean }
  | { state: 'unknown'; code: string; detail: string };

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 65_536;
/** No connection was made, so nothing can have arrived; later it may work. */
const NOT_REACHED = new Set(['connection_failed', 'name_not_resolved']);
/** The request went out, and then the line went dead. */
const BROKEN_OFF = /ECONNRESET|EPIPE/;

/**
 * Speaks to incoming webhooks of Slack and of what behaves like it (Mattermost, Rocket.Chat, Discord with `/slack`). The
 * address is the secret: no message, log or error of this file holds more of it than the host.
 */
@Injectable()
export class ChatClientService {
  constructor(private readonly outbound: OutboundClient) {}

  async post(url: string, text: string): Promise<Delivered> {
    try {
      const answer = await this.outbound.request({
        url,
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          accept: 'application/json, text/plain',
        },
        body: JSON.stringify({ text }),
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        maxRedirects: 0,
      });
      return judgeStatus(answer.status, new URL(url).host, answer.body.toString('utf8'));
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      return judgeError(error);
    }
  }
}

function judgeStatus(status: number, host: string, body: string): Delivered {
  if (status >= 200 && status < 300) return { state: 'sent' };
  const failed = (code: string, detail: string, mayRetry = false): Delivered => ({
    state: 'failed',
    code,
    detail,
    mayRetry,
  });
  // Slack names its reason in one word (`no_service`, `channel_is_archived`); anything longer is nobody's business here.
  const word = /^[a-z_]{1,60}$/.test(body.trim()) ? `: ${body.trim()}` : '';
  if (status === 404 || status === 410) {
    return failed('webhook_gone', `${host} no longer has this webhook (${status}${word}).`);
  }
  if (status === 401 || status === 403) {
    return failed('webhook_refused', `${host} does not let this webhook write (${status}${word}).`);
  }
  if (status === 429)
    return failed('rate_limited', `${host} takes no more messages at the moment (429).`, true);
  if (status === 502 || status === 504) {
    return {
      state: 'unknown',
      code: 'chat_unclear',
      detail: `${host} answered with status ${status}: the message may have arrived.`,
    };
  }
  if (status >= 500) return failed('chat_failed', `${host} answered with status ${status}.`, true);
  return failed('message_refused', `${host} does not take the message (${status}${word}).`);
}

function judgeError({ code, message }: OutboundError): Delivered {
  if (NOT_REACHED.has(code) && !BROKEN_OFF.test(message)) {
    return { state: 'failed', code, detail: message, mayRetry: true };
  }
  if (NOT_REACHED.has(code) || code === 'timed_out' || code.startsWith('answer_')) {
    return { state: 'unknown', code, detail: `${message} The message may have arrived.` };
  }
  return { state: 'failed', code, detail: message, mayRetry: false };
}
