import type { ProblemTexts } from './problem';

/** The words of everything this library itself refuses; services bring those of their own codes. */
export const SERVICE_TEXTS: ProblemTexts = {
  // Malformed
  'body-not-json': { status: 400, sv: 'Innehållet är inte giltig JSON.', en: 'The body is not valid JSON.' },
  'body-not-utf-8': { status: 400, sv: 'Innehållet är inte giltig UTF-8.', en: 'The body is not valid UTF-8.' },
  'body-required': { status: 400, sv: 'Ett JSON-objekt behövs som innehåll.', en: 'A JSON object is required as the body.' },
  'forbidden-member': { status: 400, sv: 'Medlemmen {given} tas inte emot.', en: 'The member {given} is not taken.' },
  'nested-too-deep': { status: 400, sv: 'Innehållet har fler än {allowed} nivåer.', en: 'The body has more than {allowed} levels.' },
  'lone-surrogate': {
    status: 400,
    sv: 'Texten innehåller ett halvt tecken (ensam surrogat).',
    en: 'The text contains half a character (a lone surrogate).',
  },
  'number-not-finite': { status: 400, sv: 'Talet är för stort för att läsas.', en: 'The number is too large to be read.' },
  'minus-zero': { status: 400, sv: 'Minus noll är inget värde; skriv 0.', en: 'Minus zero is no value; write 0.' },
  'number-not-exact': {
    status: 400,
    sv: 'Talet kan inte läsas exakt; skicka det som text, "{given}".',
    en: 'The number cannot be read exactly; send it as text, "{given}".',
  },
  'not-json': { status: 400, sv: 'Värdet kan inte skrivas som JSON.', en: 'The value cannot be written as JSON.' },
  'repeated-query-key': { status: 400, sv: 'Frågan anger {given} flera gånger.', en: 'The query gives {given} more than once.' },
  'idempotency-key-malformed': {
    status: 400,
    sv: 'Idempotency-Key ska vara 1 till 255 utskrivbara ASCII-tecken.',
    en: 'Idempotency-Key must be 1 to 255 printable ASCII characters.',
  },
  'if-match-malformed': {
    status: 400,
    sv: 'If-Match ska vara numret på den läsning som ändringen bygger på, till exempel "128"; {given} är inget sådant.',
    en: 'If-Match must be the number of the read that the change builds on, such as "128"; {given} is none.',
  },
  'request-malformed': { status: 400, sv: 'Förfrågan kan inte läsas.', en: 'The request cannot be read.' },
  'cursor-malformed': { status: 400, sv: 'Markören kommer inte från den här listan.', en: 'The cursor does not come from this list.' },
  // Who
  'not-signed-in': { status: 401, sv: 'Logga in, eller skicka en giltig nyckel.', en: 'Sign in, or send a valid key.' },
  'sign-in-refused': { status: 401, sv: 'Konto och lösenord hör inte ihop.', en: 'Account and password do not match.' },
  'not-allowed-to': {
    status: 403,
    sv: 'Rollen får inte göra det här ({allowed} krävs).',
    en: 'The role may not do this ({allowed} is required).',
  },
  'other-origin': {
    status: 403,
    sv: 'Ändringar tas bara emot från den egna webbplatsen.',
    en: 'Changes are only taken from the site itself.',
  },
  'needs-whole-organisation': {
    status: 403,
    sv: 'Det som alla enheter delar ändras av den som ser dem alla.',
    en: 'What all units share is changed by somebody who sees all of them.',
  },
  'grant-wider-than-own': {
    status: 403,
    sv: 'Ingen kan ge rätt till mer än sina egna enheter.',
    en: 'Nobody can grant more than the units they have themselves.',
  },
  'structure-beyond-subtree': {
    status: 403,
    sv: 'Den dagen omfattade {given} enheter som ligger utanför det du ser. Välj en annan dag, eller be den som ser dem.',
    en: 'On that date {given} held units that are outside what you may see. Choose another date, or ask somebody who sees them.',
  },
  // Where
  'route-unknown': { status: 404, sv: 'Sidan eller resursen finns inte.', en: 'There is no such page or resource.' },
  'unit-unknown': {
    status: 404,
    sv: 'Enheten {given} finns inte, eller ligger utanför det du ser.',
    en: 'There is no unit {given}, or it is outside what you may see.',
  },
  'key-unknown': { status: 404, sv: 'Nyckeln finns inte.', en: 'There is no such key.' },
  'body-too-large': { status: 413, sv: 'Innehållet är för stort.', en: 'The body is too large.' },
  'content-type-unsupported': { status: 415, sv: 'Skicka innehållet som application/json.', en: 'Send the body as application/json.' },
  'content-encoding-unsupported': { status: 415, sv: 'Skicka innehållet okomprimerat.', en: 'Send the body uncompressed.' },
  // Against a rule of the form
  'unknown-member': { sv: '{member} är okänd här.', en: '{member} is unknown here.' },
  required: { sv: '{member} saknas.', en: '{member} is missing.' },
  malformed: { sv: '{given} har inte rätt form ({allowed}).', en: '{given} does not have the right form ({allowed}).' },
  'id-malformed': {
    sv: '{given} är ingen id: 1 till 64 av a–z, 0–9 och bindestreck.',
    en: '{given} is no id: 1 to 64 of a–z, 0–9 and hyphens.',
  },
  'not-a-string': { sv: '{member} ska vara en text.', en: '{member} must be a text.' },
  'not-a-boolean': { sv: '{member} ska vara true eller false.', en: '{member} must be true or false.' },
  'not-a-number': { sv: '{member} ska vara ett tal.', en: '{member} must be a number.' },
  'not-a-whole-number': { sv: '{member} ska vara ett heltal ({allowed}).', en: '{member} must be a whole number ({allowed}).' },
  'not-a-value': { sv: '{member} ska vara ett värde, som text eller tal.', en: '{member} must be a value, as text or number.' },
  'not-a-list': { sv: '{member} ska vara en lista.', en: '{member} must be a list.' },
  'not-an-object': { sv: '{member} ska vara ett objekt.', en: '{member} must be an object.' },
  'not-a-name': { sv: '{member} ska vara en text, eller { "sv", "en" }.', en: '{member} must be a text, or { "sv", "en" }.' },
  'not-among-allowed': { sv: '{given} är inget av {allowed}.', en: '{given} is none of {allowed}.' },
  'too-long': { sv: '{member} är för lång; högst {allowed} tecken.', en: '{member} is too long; at most {allowed} characters.' },
  'too-short': { sv: '{member} är för kort.', en: '{member} is too short.' },
  'too-many': { sv: '{member} är för lång; högst {allowed}.', en: '{member} is too long; at most {allowed}.' },
  'too-few': { sv: '{member} är för kort; minst {allowed}.', en: '{member} is too short; at least {allowed}.' },
  'too-small': { sv: '{given} är för litet ({allowed}).', en: '{given} is too small ({allowed}).' },
  'too-large': { sv: '{given} är för stort ({allowed}).', en: '{given} is too large ({allowed}).' },
  'idempotency-key-reused': {
    sv: 'Idempotency-Key är redan använd för något annat.',
    en: 'The Idempotency-Key has already been used for something else.',
  },
  // Races and patience
  'changed-meanwhile': {
    status: 409,
    sv: 'Någon annan hann före; läs om och försök igen.',
    en: 'Somebody else was first; read again and retry.',
  },
  'too-many-requests': { status: 429, sv: 'För många förfrågningar; vänta en stund.', en: 'Too many requests; wait a moment.' },
  'store-unavailable': {
    status: 503,
    sv: 'Lagringen kan inte skrivas just nu. Inget som har bekräftats är förlorat; försök igen.',
    en: 'The store cannot be written just now. Nothing acknowledged is lost; try again.',
  },
  'store-full': {
    status: 503,
    sv: 'Disken är full. Inget som har bekräftats är förlorat; försök igen när det finns plats.',
    en: 'The disk is full. Nothing acknowledged is lost; try again when there is room.',
  },
  'store-read-only': { status: 503, sv: 'Lagringen är skrivskyddad.', en: 'The store is read-only.' },
  'store-locked': { status: 503, sv: 'Lagringen är låst av ett annat program.', en: 'The store is locked by another program.' },
  'event-unknown': {
    status: 404,
    sv: 'Händelsen {given} finns inte, eller ligger utanför det du ser.',
    en: 'There is no event {given}, or it is outside what you may see.',
  },
  'ledger-empty': { status: 404, sv: 'Huvudboken är tom än så länge.', en: 'The ledger is still empty.' },
  'range-reversed': {
    status: 422,
    sv: 'Början ligger efter slutet; {allowed} behövs.',
    en: 'The beginning is after the end; it must be {allowed}.',
  },
  'change-not-drawn': {
    status: 422,
    sv: 'Stickprovet drar inte ändringen {given}.',
    en: 'The sample does not draw the change {given}.',
  },
  'range-unfit': { status: 422, sv: '{given} går inte; {allowed} behövs.', en: '{given} will not do; it must be {allowed}.' },
  'tree-size-unfit': {
    status: 422,
    sv: 'Ett träd med {given} löv kan inte visas; storleken är {allowed}.',
    en: 'Nothing can be shown of a tree of {given} leaves; sizes are {allowed}.',
  },
  'leaf-unfit': {
    status: 422,
    sv: 'Lövet {given} finns inte i ett så stort träd; {allowed} behövs.',
    en: 'There is no leaf {given} in a tree of that size; it must be {allowed}.',
  },
  'unit-with-period': {
    status: 422,
    sv: 'Enhet och period anges tillsammans; utan dem gäller underlaget hela huvudboken.',
    en: 'Unit and period come together; without them the evidence is of the whole ledger.',
  },
  'before-the-first-event': {
    status: 422,
    sv: 'Det var före den första händelsen; välj en senare tidpunkt ({allowed}).',
    en: 'That was before the first event; choose a later moment ({allowed}).',
  },
  'view-behind': { status: 503, sv: 'Vyn har inte hunnit ikapp; försök igen strax.', en: 'The view has not caught up; try again shortly.' },
  'not-ready': { status: 503, sv: 'Tjänsten startar.', en: 'The service is starting.' },
  'alerts-late': {
    status: 503,
    sv: 'Aviseringarna släpar efter: missade mål hittas inte just nu. Se efter att tjänsten som utvärderar dem är i gång, och i dess logg.',
    en: 'Alerts are late: missed targets are not being found just now. See that the service that evaluates them runs, and its log.',
  },
  'internal-error': { status: 500, sv: 'Något gick fel hos oss. Felet är loggat.', en: 'Something went wrong here. The error is logged.' },
};
