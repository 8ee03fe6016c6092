import { monthName, parsePeriod } from '@styrbord/steering/period';

export type Act = 'comment' | 'dispute' | 'withdraw' | 'absence';

interface About {
  readonly measure: string;
  readonly unit: string;
  readonly period: string;
}

/** What a filled-in act asks of the server. */
export function requestOf(act: Act, form: FormData, { measure, unit, period }: About): { path: string; body: Record<string, unknown> } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const about = { measure, unit };
  switch (act) {
    case 'comment':
      return { path: '/comments', body: { ...about, period, text: text('text') } };
    case 'dispute':
      return { path: '/measurements/disputes', body: { ...about, cell: text('cell'), period, reason: text('reason') } };
    case 'withdraw':
      return { path: '/measurements/withdrawals', body: { ...about, cell: text('cell'), period, reason: text('reason') } };
    case 'absence':
      return {
        path: '/absences',
        body: { ...about, from: text('from'), to: text('to'), reason: text('absence'), by: text('by') || null, text: text('text') || null },
      };
  }
}

/** First and last month of a period, `2022-01` and `2022-04`. */
export function monthsOf(period: string): { from: string; to: string } {
  const parsed = parsePeriod(period);
  return parsed ? { from: monthName(parsed.from), to: monthName(parsed.to) } : { from: '', to: '' };
}
