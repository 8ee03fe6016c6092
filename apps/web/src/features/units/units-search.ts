/** What narrows and orders units that stand beside each other; all of it is in the address. */
export interface UnitsSearch {
  readonly kind?: string;
  readonly provider?: string;
  readonly setting?: string;
  readonly cell?: string;
  readonly group?: Grouping;
  readonly sort?: 'reached';
}

export type Grouping = 'provider' | 'setting';

export const PROVIDERS = ['own', 'private'] as const;
export const SETTINGS = ['city', 'rural', 'sparse'] as const;

export function readUnitsSearch(raw: Readonly<Record<string, unknown>>): UnitsSearch {
  const { kind, provider, setting, cell, group, sort } = raw;
  return {
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(PROVIDERS.some((each) => each === provider) ? { provider: provider as string } : {}),
    ...(SETTINGS.some((each) => each === setting) ? { setting: setting as string } : {}),
    ...(typeof cell === 'string' ? { cell } : {}),
    ...(group === 'provider' || group === 'setting' ? { group } : {}),
    ...(sort === 'reached' ? { sort } : {}),
  };
}
