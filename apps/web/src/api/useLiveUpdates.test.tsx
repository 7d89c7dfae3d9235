import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { useQuery } from '@tanstack/react-query';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { renderApp } from '../testing/renderApp.js';
import { useLiveUpdates } from './useLiveUpdates.js';

class FakeStream {
  static CLOSED = 2;
  static opened: FakeStream[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    FakeStream.opened.push(this);
  }
  close() {
    this.readyState = FakeStream.CLOSED;
  }
}

const load = jest.fn(async () => 'rows');
const other = jest.fn(async () => 'other');

function Page({ signedIn = true }: { signedIn?: boolean }) {
  useLiveUpdates(signedIn);
  const rows = useQuery({ queryKey: ['reviews', '7'], queryFn: load });
  useQuery({ queryKey: ['rules'], queryFn: other });
  return <p>{rows.data}</p>;
}

const room = jest.fn(() => new Promise<string>((resolve) => setTimeout(() => resolve('room'), 40)));

function Room() {
  useLiveUpdates(true);
  return <p>{useQuery({ queryKey: ['reviews', 'room', '7'], queryFn: room }).data}</p>;
}

beforeEach(() => {
  FakeStream.opened = [];
  load.mockClear();
  other.mockClear();
  Object.assign(globalThis, { EventSource: FakeStream });
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

describe('useLiveUpdates', () => {
  it('loads again what the event names, and only that', async () => {
    await renderApp(<Page />);
    await screen.findByText('rows');
    expect(FakeStream.opened.map((stream) => stream.url)).toEqual(['/api/v1/live']);
    await act(async () => FakeStream.opened[0]?.onmessage?.({ data: '{"topic":"reviews","ids":["7"]}' }));
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
    expect(other).toHaveBeenCalledTimes(1);
    await act(async () => FakeStream.opened[0]?.onmessage?.({ data: 'nonsense' }));
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('shows a flood once a second', async () => {
    await renderApp(<Page />);
    await screen.findByText('rows');
    jest.useFakeTimers();
    const send = () => FakeStream.opened[0]?.onmessage?.({ data: '{"topic":"reviews"}' });
    for (let times = 0; times < 40; times += 1) {
      send();
      await act(() => jest.advanceTimersByTimeAsync(50));
    }
    expect(load.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(load.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('shows a verdict at once while somebody moves about', async () => {
    await renderApp(<Room />);
    await screen.findByText('room');
    jest.useFakeTimers();
    room.mockClear();
    const send = (topic: string) =>
      FakeStream.opened[0]?.onmessage?.({ data: JSON.stringify({ topic, ids: ['7'] }) });
    send('review-presence');
    await act(() => jest.advanceTimersByTimeAsync(60));
    send('verdicts');
    send('reviews');
    await act(() => jest.advanceTimersByTimeAsync(100));
    expect(room.mock.calls.length).toBe(1);
    await act(() => jest.advanceTimersByTimeAsync(1000));
    expect(room.mock.calls.length).toBe(1);
  });

  it('shows what happens in an open room several times a second, one answer after the other', async () => {
    await renderApp(<Room />);
    await screen.findByText('room');
    jest.useFakeTimers();
    room.mockClear();
    const send = () => FakeStream.opened[0]?.onmessage?.({ data: '{"topic":"reviews","ids":["7"]}' });
    for (let times = 0; times < 40; times += 1) {
      send();
      await act(() => jest.advanceTimersByTimeAsync(50));
    }
    expect(room.mock.calls.length).toBeGreaterThanOrEqual(12);
    expect(room.mock.calls.length).toBeLessThanOrEqual(15);
  });

  it('connects again after the browser has given up, and closes with the page', async () => {
    await renderApp(<Page />);
    await screen.findByText('rows');
    jest.useFakeTimers();
    const first = FakeStream.opened[0];
    first?.close();
    first?.onerror?.();
    jest.advanceTimersByTime(1_000);
    expect(FakeStream.opened).toHaveLength(2);
    cleanup();
    expect(FakeStream.opened[1]?.readyState).toBe(FakeStream.CLOSED);
    jest.advanceTimersByTime(60_000);
    expect(FakeStream.opened).toHaveLength(2);
  });

  it('loads everything again after the stream was interrupted, here or behind the server', async () => {
    await renderApp(<Page />);
    await screen.findByText('rows');
    const [stream] = FakeStream.opened;
    await act(async () => stream?.onopen?.());
    await act(async () => stream?.onmessage?.({ data: '{"topic":"nothing","ids":[]}' }));
    expect([load.mock.calls.length, other.mock.calls.length]).toEqual([1, 1]);
    // the browser has connected again by itself
    await act(async () => stream?.onopen?.());
    await waitFor(() => expect([load.mock.calls.length, other.mock.calls.length]).toEqual([2, 2]));
    await act(async () => stream?.onmessage?.({ data: '{"topic":"*","ids":[]}' }));
    await waitFor(() => expect([load.mock.calls.length, other.mock.calls.length]).toEqual([3, 3]));
  });

  it('loads an open room again after the stream was interrupted', async () => {
    await renderApp(<Room />);
    await screen.findByText('room');
    room.mockClear();
    await act(async () => FakeStream.opened[0]?.onmessage?.({ data: '{"topic":"*","ids":[]}' }));
    await waitFor(() => expect(room).toHaveBeenCalledTimes(1));
  });

  it('opens nothing for strangers', async () => {
    await renderApp(<Page signedIn={false} />);
    expect(FakeStream.opened).toHaveLength(0);
  });
});
