import type { NoticeSettings } from '@styrbord/alerting/responsibility';
import type { DigestRhythm } from '@styrbord/alerting/schedule';

/** Settings as they are asked for: the address itself, and nothing for none. */
export type NoticeSettingsBody = Pick<NoticeSettings, 'schedule' | 'subscriptions' | 'deputies'> & { readonly mail: string | null };

/** What stands in the form. */
export function settingsIn(form: FormData, lists: Pick<NoticeSettings, 'subscriptions' | 'deputies'>): NoticeSettingsBody {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  const [kind, at] = [text('kind') as DigestRhythm['kind'], text('at')];
  const digest: DigestRhythm = kind === 'weekly' ? { kind, weekday: Number(text('weekday')), at } : { kind, at };
  const quiet = form.get('isQuiet') === null ? null : { from: text('quietFrom'), to: text('quietTo') };
  return { schedule: { zone: text('zone'), digest, quiet }, mail: text('mail') || null, ...lists };
}
