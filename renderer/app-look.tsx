import { DirectionProvider, MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { useAppSettings } from './features/settings/app-settings-queries.ts';
import type { LanguageSwitch } from './i18n/language-switch.ts';
import { theme } from './theme.ts';

interface AppLookProps {
  language: LanguageSwitch;
  children: ReactNode;
}

/** Language, direction, colours and contrast of the whole window, as they are set for the app, and at once when they change. */
export function AppLook({ language, children }: AppLookProps) {
  const { data: settings, isError } = useAppSettings();
  const systemWantsMore = useMediaQuery('(prefers-contrast: more)', false, { getInitialValueInEffect: false });
  // Without an answer it is the system that says.
  const chosen = settings?.language ?? (isError ? 'auto' : null);
  const scheme = settings?.theme ?? 'auto';
  const contrast = settings?.contrast ?? 'auto';
  const isHigh = contrast === 'high' || (contrast === 'auto' && systemWantsMore);

  useEffect(() => {
    if (chosen !== null) void language.choose(chosen);
  }, [language, chosen]);
  useLayoutEffect(() => {
    document.documentElement.dataset.contrast = isHigh ? 'high' : 'normal';
  }, [isHigh]);

  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        {...(scheme !== 'auto' && { forceColorScheme: scheme })}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
}
