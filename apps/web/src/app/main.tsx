import '../ui/mantineStyles.js';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setUnauthorizedHandler } from '../api/http.js';
import { createQueryClient } from '../api/queryClient.js';
import { sessionQuery } from '../api/session.js';
import { chooseLanguage, readSavedLanguage } from '../i18n/language.js';
import { loadCatalogue, setCatalogueSource } from '../i18n/loadCatalogue.js';
import { loadMessages } from '../i18n/messageParts.js';
import { AppProviders } from './AppProviders.js';
import { PUBLIC_PATHS } from './publicPaths.js';
import { reloadAfterUpgrade } from './reloadAfterUpgrade.js';
import { createAppRouter } from './router.js';

reloadAfterUpgrade(window);
setCatalogueSource(loadMessages);
const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

// A session that ended while somebody worked: to the sign-in page, and back to where they were afterwards.
setUnauthorizedHandler(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  if (PUBLIC_PATHS.includes(router.state.location.pathname)) return;
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
});

const language = chooseLanguage(window.location.search, readSavedLanguage(), navigator.languages);
document.documentElement.lang = language;

void loadCatalogue(language).then((messages) => {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <AppProviders queryClient={queryClient} language={language} messages={messages}>
        <RouterProvider router={router} />
      </AppProviders>
    </StrictMode>,
  );
});
