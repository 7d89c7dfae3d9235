import { notifications } from '@mantine/notifications';
import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRouter,
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import type { User } from '@tenken/shared/identity.contract';
import { act, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createQueryClient } from '../api/queryClient.js';
import { sessionQuery } from '../api/session.js';
import { AppProviders } from '../app/AppProviders.js';
import { createAppRouter } from '../app/router.js';
import type { Language } from '../i18n/language.js';
import { loadCatalogue } from '../i18n/loadCatalogue.js';
import { forgetUndo } from '../ui/undoToast.js';
import { parseSearch, scopeSearch, stringifySearch } from '../url/searchParams.js';
import { type Answers, answerFetch, type SentRequest } from './answerFetch.js';

export interface RenderOptions {
  language?: Language;
  /** The address; the scope's parameters work on every path. */
  path?: string;
  /** The stopped clock; default Saturday 2026-11-21 08:00 UTC. */
  now?: Date;
  /** Who is signed in; null = nobody. Default: a member in Asia/Tokyo. */
  user?: User | null;
  /** `'GET /api/v1/rules'` → body, or a function of the request; `{ status, body }` for errors. */
  answers?: Answers;
}

export interface RenderedApp {
  user: UserEvent;
  queryClient: QueryClient;
  router: AnyRouter;
  /** What was asked of the API, oldest first. */
  requests: SentRequest[];
}

export const testUser: User = {
  id: '1',
  name: 'Aoi Tanaka',
  email: 'aoi@example.com',
  role: 'member',
  language: null,
  timeZone: 'Asia/Tokyo',
};

const TEST_NOW = new Date('2026-11-21T08:00:00Z');

/** Renders a part of a page with everything around it that pages have. */
export function renderApp(children: ReactNode, options: RenderOptions = {}): Promise<RenderedApp> {
  return renderRouter(options, (history) => {
    const root = createRootRoute({
      validateSearch: scopeSearch.loose(),
      component: () => children,
      notFoundComponent: () => children,
    });
    return createRouter({ routeTree: root, history, parseSearch, stringifySearch }) as unknown as AnyRouter;
  });
}

/** Renders a whole page by its address, with the layout. */
export function renderPage(path: string, options: Omit<RenderOptions, 'path'> = {}): Promise<RenderedApp> {
  return renderRouter(
    { ...options, path },
    (history, queryClient) => createAppRouter(queryClient, history) as unknown as AnyRouter,
  );
}

async function renderRouter(
  options: RenderOptions,
  makeRouter: (history: ReturnType<typeof createMemoryHistory>, queryClient: QueryClient) => AnyRouter,
): Promise<RenderedApp> {
  const { language = 'en', path = '/', now = TEST_NOW, user = testUser, answers = {} } = options;
  // These live as long as the module: nothing of the test before may show.
  notifications.clean();
  forgetUndo();
  const requests = answerFetch(answers);
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({
    queries: { ...queryClient.getDefaultOptions().queries, retry: false, gcTime: Number.POSITIVE_INFINITY },
  });
  queryClient.setQueryData(sessionQuery.queryKey, user);
  const messages = await loadCatalogue(language);
  const router = makeRouter(createMemoryHistory({ initialEntries: [path] }), queryClient);
  await router.load();
  await act(async () => {
    render(
      <AppProviders env="test" queryClient={queryClient} language={language} messages={messages} now={now}>
        <RouterProvider router={router as never} />
      </AppProviders>,
    );
  });
  return { user: quickTyping(userEvent.setup()), queryClient, router, requests };
}

/**
 * Words without keys of their own (`{Enter}`) are put in as a whole, as from the clipboard: drawing a dialog anew for
 * each letter is most of the time of a test. What hangs on single keys is shown by tests that name them.
 */
function quickTyping(user: UserEvent): UserEvent {
  const type: UserEvent['type'] = async (element, text, options) => {
    if (/[{[]/.test(text) || options !== undefined) return user.type(element, text, options);
    await user.click(element);
    await user.paste(text);
  };
  return Object.assign(Object.create(user) as UserEvent, { type });
}
