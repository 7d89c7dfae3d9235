import { queryOptions, useQuery } from '@tanstack/react-query';
import { SessionResponse, type User } from '@tenken/shared/identity.contract';
import { ApiError, apiGet } from './http.js';

/** Who is signed in; null when nobody is. Kept until signing in or out changes it. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return (await apiGet('/api/v1/session', SessionResponse, undefined, { signal, expect401: true })).user;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

/** The person who is signed in, or null. */
export function useSignedInUser(): User | null {
  return useQuery(sessionQuery).data ?? null;
}

/** True when the person may change things (member and admin), or for `admin` only admins. */
export function useMay(what: 'write' | 'admin'): boolean {
  const role = useSignedInUser()?.role;
  return what === 'admin' ? role === 'admin' : role === 'member' || role === 'admin';
}
