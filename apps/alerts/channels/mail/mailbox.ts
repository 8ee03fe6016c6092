import { smtpMail } from '@styrbord/mail/smtp-mail';
import { addressOf, type Config } from '@styrbord/service/config';
import { nameOf } from '@styrbord/steering/organisation';
import { measureOf } from '@styrbord/steering/structure';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Cases } from '../../cases';
import type { Channel } from '../channel';
import { mailChannel } from './mail-channel';

/** Of one step of the conversation with the mail server: one that accepts and never answers is not waited for. */
const STEP_MS = 10_000;

interface Known {
  readonly knowledge: Knowledge;
  readonly cases: Cases;
}

/** `STYRBORD_MAIL_TO`, for what nobody answers for; null where it is not set. */
export function mailboxOf(config: Config, { knowledge, cases }: Known): Channel | null {
  const { STYRBORD_MAIL_TO: to, STYRBORD_SMTP_URL: url = '', STYRBORD_MAIL_FROM: from = '' } = config;
  if (to === undefined) return null;
  return mailChannel({
    mail: smtpMail({ url, from, stepMs: STEP_MS }),
    to: to.split(','),
    host: from.replace(/>$/, '').split('@')[1] ?? 'styrbord',
    naming: {
      unit: (id) => {
        const unit = knowledge.structure.organisation.units[id];
        return unit ? nameOf(unit).sv : id;
      },
      measure: (id) => {
        const measure = measureOf(knowledge.structure, id);
        return { name: measure?.name.sv ?? id, unitOfMeasure: measure?.unitOfMeasure ?? '' };
      },
      rule: (id) => cases.rules[id]?.rule.name.sv ?? id,
      address: ({ unit, period, measure }) => `${addressOf(config)}/boards/${unit}/${encodeURIComponent(period)}/measures/${measure}`,
    },
  });
}
