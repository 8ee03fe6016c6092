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
    sv: 'Meddelandet är varken uppgivet eller tillbaka ({given}); bara ett sådant skickas på nytt.',
    en: 'The message has neither been given up nor come back ({given}); only such a one is sent again.',
  },
  'message-not-sent': {
    sv: 'Meddelandet är inte lämnat ({given}), så det kan inte ha kommit tillbaka.',
    en: 'The message has not been handed over ({given}), so it cannot have come back.',
  },
  'bounce-not-final': {
    sv: '{given} säger inte att brevet kom tillbaka för gott; ange {allowed} enligt RFC 3463.',
    en: '{given} does not say that the letter came back for good; give {allowed} of RFC 3463.',
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
  'person-unknown': { sv: 'Det finns ingen {given} som får aviseringar här.', en: 'There is nobody {given} who can be told here.' },
  'deputy-of-oneself': {
    sv: 'Ingen ersätter sig själv; välj någon annan än {given}.',
    en: 'Nobody stands in for themselves; choose somebody else than {given}.',
  },
  'days-reversed': {
    sv: 'Sista dagen {given} ligger före den första; ange {allowed}.',
    en: 'The last day {given} is before the first; give {allowed}.',
  },
  'zone-unknown': {
    sv: 'Tidszonen {given} är okänd; skriv till exempel {allowed}.',
    en: 'The time zone {given} is unknown; {allowed} is one.',
  },
  'time-malformed': {
    sv: '{given} är inget klockslag; skriv till exempel {allowed}.',
    en: '{given} is no time of day; write it as {allowed}.',
  },
  'weekday-unfit': {
    sv: 'Det finns ingen veckodag {given}; ange {allowed}, där 1 är måndag.',
    en: 'There is no weekday {given}; give {allowed}, 1 is Monday.',
  },
  'quiet-hours-cover-day': {
    sv: 'Tyst hela dygnet ({given}) når inget fram; ange två olika klockslag, eller inga.',
    en: 'With quiet all day ({given}) nothing gets through; give two different times, or none.',
  },
  'mail-not-set-up': {
    sv: 'Ingen e-postserver är inställd, så inga brev kan skickas. Driften anger STYRBORD_SMTP_URL och STYRBORD_MAIL_FROM.',
    en: 'No mail server is set up, so no letters can be sent. Operations give STYRBORD_SMTP_URL and STYRBORD_MAIL_FROM.',
  },
  'address-outside': {
    sv: 'Brev skickas bara till adresser hos {allowed}, inte {given}. Driften anger STYRBORD_MAIL_DOMAINS.',
    en: 'Letters go to addresses at {allowed} alone, not {given}. Operations give STYRBORD_MAIL_DOMAINS.',
  },
  'address-malformed': {
    sv: '{given} är ingen e-postadress; skriv till exempel {allowed}.',
    en: '{given} is no mail address; {allowed} is one.',
  },
  'due-time-unfit': { sv: '{given} går inte; ange {allowed}.', en: '{given} will not do; give {allowed}.' },
} as const;
