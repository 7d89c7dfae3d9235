import { queryOptions } from '@tanstack/react-query';
import { UsersResponse } from '@tenken/shared/identity.contract';
import { apiGet } from '../api/http.js';

/** The people that a picker can name: those with an account that works. */
export const peopleOptionsQuery = queryOptions({
  queryKey: ['users', 'options'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const { items } = await apiGet('/api/v1/users', UsersResponse, {}, { signal });
    return items.filter(({ disabledAt }) => disabledAt === null).map(({ id, name }) => ({ id, name }));
  },
});
