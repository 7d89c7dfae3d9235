import { MantineProvider } from '@mantine/core';

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LanguageProvider } from '../i18n/LanguageProvider.js';
import type { Language } from '../i18n/language.js';
import { KeyProvider } from '../keys/KeyProvider.js';
import { NowProvider } from '../time/NowProvider.js';
import { ToastArea } from '../ui/ToastArea.js';
import { cssVariablesResolver, theme } from '../ui/theme.js';

interface Props {
  queryClient: QueryClient;
  language: Language;
  messages: Readonly<Record<string, string>>;
  /** A stopped clock, for tests. */
  now?: Date;
  /** `test` draws without transitions and portals' delays. */
  env?: 'default' | 'test';
  children: ReactNode;
}

/** Everything that pages take for granted, except the router. */
export function AppProviders({ queryClient, language, messages, now, env, children }: Props) {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        env={env}
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        defaultColorScheme="auto"
      >
        <LanguageProvider initialLanguage={language} initialMessages={messages}>
          <NowProvider fixed={now}>
            <KeyProvider>
              <ToastArea />
              {children}
            </KeyProvider>
          </NowProvider>
        </LanguageProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
