import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { sv } from './sv';

export type Language = 'sv' | 'en';

const KEPT_AS = 'styrbord-language';

/** Swedish comes with the first script; English is fetched by those who chose it. */
export async function startLanguage(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: 'sv',
    fallbackLng: 'sv',
    resources: { sv: { translation: sv } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  if (kept() === 'en') await chooseLanguage('en');
}

export async function chooseLanguage(language: Language): Promise<void> {
  if (language === 'en') await preloadLanguages();
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // The choice then lasts as long as the page does.
  }
}

/** For a page on which the language can be changed without the network. */
export async function preloadLanguages(): Promise<void> {
  if (i18n.hasResourceBundle('en', 'translation')) return;
  const { en } = await import('./en');
  i18n.addResourceBundle('en', 'translation', en);
}

export function currentLanguage(): Language {
  return i18n.language === 'en' ? 'en' : 'sv';
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
