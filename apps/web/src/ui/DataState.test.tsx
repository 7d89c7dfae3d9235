import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { ApiError } from '../api/http.js';
import { renderApp } from '../testing/renderApp.js';
import { DataState, type QueryLike } from './DataState.js';

const refetch = jest.fn();
const query = (change: Partial<QueryLike<string[]>>): QueryLike<string[]> => ({
  data: undefined,
  error: null,
  isPending: false,
  refetch,
  ...change,
});
const failed = new ApiError({ status: 503, code: 'internal_error', message: 'inside', requestId: 'req-9' });

function Rows({ state }: { state: QueryLike<string[]> }) {
  return (
    <DataState
      query={state}
      isEmpty={(rows) => rows.length === 0}
      empty={{
        title: 'No rule fired',
        hint: 'in the last 12 weeks',
        action: <button type="button">Widen</button>,
      }}
      gathering={(rows) => (rows.length < 2 ? { title: 'Too few to judge' } : null)}
      partial={(rows) => (rows.includes('gap') ? 'Datadog did not answer' : null)}
    >
      {(rows) => <p>{rows.join(' ')}</p>}
    </DataState>
  );
}

describe('DataState', () => {
  it('loading', async () => {
    await renderApp(<Rows state={query({ isPending: true })} />);
    expect(screen.getByRole('status', { name: 'Loading' })).toHaveAttribute('aria-busy', 'true');
  });

  it('true zero, with what to do', async () => {
    await renderApp(<Rows state={query({ data: [] })} />);
    expect(screen.getByText('No rule fired')).toBeInTheDocument();
    expect(screen.getByText('in the last 12 weeks')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Widen' })).toBeInTheDocument();
  });

  it('still gathering', async () => {
    await renderApp(<Rows state={query({ data: ['one'] })} />);
    expect(screen.getByText('Too few to judge')).toBeInTheDocument();
    expect(screen.queryByText('one')).toBeNull();
  });

  it('unavailable, with the request id and another try', async () => {
    const { user } = await renderApp(<Rows state={query({ error: failed })} />);
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('This could not be loaded');
    expect(alert).toHaveTextContent('The server failed.');
    expect(alert).not.toHaveTextContent('inside');
    expect(alert).toHaveTextContent('req-9');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledTimes(1);
  });

  it('in part', async () => {
    await renderApp(<Rows state={query({ data: ['a', 'gap'] })} />);
    expect(screen.getByText('Datadog did not answer')).toBeInTheDocument();
    expect(screen.getByText('a gap')).toBeInTheDocument();
  });

  it('keeps the old data when a refresh fails', async () => {
    await renderApp(<Rows state={query({ data: ['a', 'b'], error: failed })} />, { language: 'ja' });
    expect(screen.getByRole('alert')).toHaveTextContent('更新できませんでした');
    expect(screen.getByText('a b')).toBeInTheDocument();
  });
});
