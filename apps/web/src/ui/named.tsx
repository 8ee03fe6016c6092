import type { Name } from '@styrbord/steering/scorecard';
import { useLanguage } from './use-language';

export function sayName(name: Name, language: 'sv' | 'en'): string {
  return language === 'en' ? (name.en ?? name.sv) : name.sv;
}

/** A name in the reader's language; one that only exists in Swedish says so to a screen reader. */
export function Named({ name }: { name: Name }) {
  const language = useLanguage();
  if (language === 'en' && name.en === undefined) return <span lang="sv">{name.sv}</span>;
  return <>{sayName(name, language)}</>;
}

/** Text that people wrote: the product's texts are in Swedish whatever language the page speaks. */
export function Written({ children }: { children: string }) {
  return useLanguage() === 'en' ? <span lang="sv">{children}</span> : <>{children}</>;
}
