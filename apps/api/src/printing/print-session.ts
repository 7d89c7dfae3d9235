import type { Language, SessionResponse } from '@tenken/shared/identity.contract';

/** Who a printed page believes to be signed in: a reader that exists nowhere else. */
export function printSession(language: Language, timeZone: string): SessionResponse {
  return {
    user: { id: '0', name: 'Tenken', email: 'print@tenken.invalid', role: 'viewer', language, timeZone },
  };
}
