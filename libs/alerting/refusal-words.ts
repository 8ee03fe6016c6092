/** What each refusal of the domain of alerts says, with `{given}` and `{allowed}` put in. */
export const ALERT_REFUSAL_WORDS = {
  'case-unknown': {
    status: 404,
    sv: 'Ärendet {given} finns inte, eller ligger utanför det du ser.',
    en: 'There is no case {given}, or it is outside what you may see.',
  },
  'message-unknown': {
    status: 404,
    sv: 'Meddelandet {given} finns inte, eller ligger utanför det du ser.',
    en: 'There is no message {given}, or it is outside what you may see.',
  },
  'message-not-dead': {
    sv: 'Meddelandet är inte uppgivet ({given}); bara ett sådant skickas på nytt.',
    en: 'The message has not been given up ({given}); only such a one is sent again.',
  },
  'recipient-unknown': { status: 404, sv: 'Mottagaren {given} finns inte.', en: 'There is no recipient {given}.' },
  'case-closed': { sv: 'Ärendet är stängt ({given}); det kan kommenteras.', en: 'The case is closed ({given}); it can be commented on.' },
  'case-resolved': { sv: 'Ärendet är redan löst ({given}).', en: 'The case is resolved already ({given}).' },
  'time-passed': { sv: 'Tiden {given} har redan varit; ange {allowed}.', en: 'The time {given} has passed; give {allowed}.' },
  'time-too-far': { sv: '{given} är för långt fram; ange {allowed}.', en: '{given} is too far ahead; give {allowed}.' },
  'text-required': { sv: 'Skriv något.', en: 'Write something.' },
  'rule-kind-fixed': {
    sv: 'Regeln letar efter {allowed}; vad en regel letar efter ändras inte. Gör en ny.',
    en: 'The rule looks for {allowed}; what a rule looks for does not change. Make a new one.',
  },
  'perspective-unknown': { sv: 'Perspektivet {given} finns inte i någon plan.', en: 'There is no perspective {given} in any plan.' },
  'pending-periods-unfit': {
    sv: '{given} perioder går inte att avvakta; ange {allowed}.',
    en: '{given} periods cannot be waited for; give {allowed}.',
  },
  'band-unfit': {
    sv: 'En marginal passar inte {given}; den hör till {allowed}.',
    en: 'A band does not fit {given}; it belongs to {allowed}.',
  },
  'band-width-unfit': { sv: 'Marginalen {given} går inte; ange {allowed}.', en: 'A band of {given} will not do; give {allowed}.' },
  'due-time-missing': { sv: 'Ange när redovisningen är sen: {allowed}.', en: 'Say when a report is late: {allowed}.' },
  'due-time-unfit': { sv: '{given} går inte; ange {allowed}.', en: '{given} will not do; give {allowed}.' },
} as const;
