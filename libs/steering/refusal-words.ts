/** What each refusal of the domain says, with `{given}` and `{allowed}` put in. Target texts bring their own words. */
export const REFUSAL_WORDS = {
  'measure-unknown': { sv: 'Måttet {given} finns inte.', en: 'There is no measure {given}.' },
  'period-malformed': { sv: '{given} är ingen period; skriv {allowed}.', en: '{given} is no period; write {allowed}.' },
  'period-not-ended': { sv: 'Perioden {given} har inte tagit slut.', en: 'The period {given} has not ended.' },
  'period-reversed': {
    sv: 'Slutet {given} ligger före början; ange {allowed}.',
    en: 'The end {given} is before the start; give {allowed}.',
  },
  'cell-malformed': { sv: '{given} är inget cellnamn; skriv {allowed}.', en: '{given} is no cell name; write {allowed}.' },
  'cell-unknown': { sv: 'Måttet har ingen cell {given}; det har {allowed}.', en: 'The measure has no cell {given}; it has {allowed}.' },
  'cell-given-twice': { sv: 'Cellen anges två gånger ({given}).', en: 'The cell is given twice ({given}).' },
  'value-missing': { sv: 'Ange ett värde, eller täljare och nämnare.', en: 'Give a value, or numerator and denominator.' },
  'value-malformed': { sv: '{given} är inget tal; skriv till exempel 14.7.', en: '{given} is no number; write for example 14.7.' },
  'value-not-quotient': {
    sv: '{given} är inte täljare genom nämnare; det blir {allowed}.',
    en: '{given} is not the numerator over the denominator; that is {allowed}.',
  },
  'incomplete-share': {
    sv: 'Täljare och nämnare hör ihop; ange båda, eller skriv talet i noten.',
    en: 'Numerator and denominator belong together; give both, or put the figure in the note.',
  },
  'quotient-not-fitting': {
    sv: 'Måttet tar inte täljare och nämnare; ange ett värde.',
    en: 'The measure takes no numerator and denominator; give a value.',
  },
  'zero-denominator': { sv: 'Nämnaren är noll.', en: 'The denominator is zero.' },
  'negative-denominator': { sv: 'Nämnaren {given} är negativ.', en: 'The denominator {given} is negative.' },
  'negative-numerator': { sv: 'Täljaren {given} är negativ.', en: 'The numerator {given} is negative.' },
  'numerator-above-denominator': {
    sv: 'Täljaren {given} är större än nämnaren; {allowed}.',
    en: 'The numerator {given} is above the denominator; {allowed}.',
  },
  'decimal-for-count': { sv: '{given} angavs för ett antal; bara hela tal.', en: '{given} given for a count; whole numbers only.' },
  'negative-count': { sv: '{given} angavs för ett antal; 0 eller mer.', en: '{given} given for a count; 0 or more.' },
  'share-out-of-range': { sv: '{given} är ingen andel; ange {allowed}.', en: '{given} is no share; give {allowed}.' },
  'reason-required': { sv: 'En rättelse av ett slutligt värde behöver en orsak.', en: 'A correction of a final value needs a reason.' },
  'limits-from-unknown': {
    sv: 'Nya gränser börjar vid ett av seriens värden, inte det första; {given} är inget av dem.',
    en: 'New limits begin at one of the values of the series, not its first; {given} is none of them.',
  },
  'limits-not-renewed': { sv: 'Det finns inga nya gränser från {given}.', en: 'There are no new limits from {given}.' },
  'limits-reason-required': {
    sv: 'Skriv varför gränserna ändras: vad som har förändrats.',
    en: 'Say why the limits are changed: what it is that has changed.',
  },
  'measurement-unknown': { sv: 'Det finns inget värde för {given}.', en: 'There is no value for {given}.' },
  'tolerance-malformed': { sv: '{given} är ingen tolerans; ange {allowed}.', en: '{given} is no tolerance; give {allowed}.' },
  'reference-not-read': {
    sv: '{given} kunde inte läsas som en jämförelse; skriv {allowed}.',
    en: '{given} could not be read as a reference; write {allowed}.',
  },
  'not-derived': {
    sv: 'Måttet räknas inte fram ur andra mått, så {given} har inget att ersätta; ange {allowed}.',
    en: 'The measure is not made of others, so {given} has nothing to replace; give {allowed}.',
  },
  'parent-unknown': { sv: 'Den överordnade enheten {given} finns inte.', en: 'There is no unit {given} to stand under.' },
  'organisation-cyclic': {
    sv: 'Enheten skulle hamna under sig själv ({given}); ange en enhet som inte ligger under den.',
    en: 'The unit would stand under itself ({given}); give a unit that is not below it.',
  },
  'organisation-cyclic-until': {
    sv: 'Enheten skulle hamna under sig själv ({given}) fram till {allowed}; ange det datumet eller ett senare.',
    en: 'The unit would stand under itself ({given}) until {allowed}; give that date or a later one.',
  },
  'unit-closed': { sv: 'Enheten är stängd ({allowed} går bra).', en: 'The unit is closed ({allowed} would do).' },
  'organisation-cyclic-before': {
    sv: 'Enheten {given} skulle ligga under sig själv tiden dessförinnan, då den räknas till {allowed}; ange en enhet som inte låg ovanför.',
    en: 'The unit {given} would stand under itself in the time before, when it counts to {allowed}; give a unit that was not above.',
  },
  'class-missing': {
    sv: 'Ange vad enheten blir, på formen {allowed}.',
    en: 'Say what the unit becomes, in the form {allowed}.',
  },
  'unit-has-units': { sv: 'Enheten {given} har underordnade enheter.', en: 'The unit {given} has units below it.' },
  'unit-given-twice': { sv: 'En enhet anges två gånger.', en: 'A unit is given twice.' },
  'merge-of-one': { sv: 'En sammanslagning gäller minst två enheter.', en: 'A merge is of two units or more.' },
  'split-into-one': { sv: 'En delning ger minst två enheter.', en: 'A split gives two units or more.' },
  'before-establishment': {
    sv: '{given} är före enhetens start; ange {allowed}.',
    en: '{given} is before the unit was established; give {allowed}.',
  },
  'measure-kind-fixed': {
    sv: 'Måttets slag kan inte ändras till {given}; det är {allowed}.',
    en: 'The kind of the measure cannot become {given}; it is {allowed}.',
  },
  'formula-malformed': { sv: '{given} är ingen formel; skriv {allowed}.', en: '{given} is no formula; write {allowed}.' },
  'formula-of-text': {
    sv: 'Måttet {given} har inga tal att räkna med; ange {allowed}.',
    en: 'The measure {given} has no figures to compute with; give {allowed}.',
  },
  'formula-cyclic': {
    sv: 'Formeln {given} leder tillbaka till måttet självt; använd {allowed}.',
    en: 'The formula {given} leads back to the measure itself; use {allowed}.',
  },
  'weights-sum-to-nothing': {
    sv: 'Vikterna i {given} väger ingenting; ange {allowed}.',
    en: 'The weights of {given} weigh nothing; give {allowed}.',
  },
  'suppression-of-kind': {
    sv: 'Små tal undertrycks där värdet självt säger hur många det gäller: {allowed}, och ingen formel. Här står {given}.',
    en: 'Small numbers are suppressed where a value itself says how many it is of: {allowed}, and no formula. Here it is {given}.',
  },
  'population-unknown': { sv: 'Enheten {given} i populationen finns inte.', en: 'There is no unit {given} for the population.' },
  'plan-unit-fixed': {
    sv: 'Planen hör till {allowed} och kan inte flyttas till {given}.',
    en: 'The plan belongs to {allowed} and cannot move to {given}.',
  },
  'id-given-twice': { sv: 'Id {given} står på två ställen.', en: 'The id {given} stands in two places.' },
  'id-differs': {
    sv: 'Id {given} är ett annat än i adressen ({allowed}).',
    en: 'The id {given} is another than in the address ({allowed}).',
  },
  'plan-unknown': { sv: 'Planen {given} gäller inte här: {allowed}.', en: 'The plan {given} does not hold here: {allowed}.' },
  'period-outside-plan': {
    sv: 'Perioden {given} ligger utanför planens ({allowed}).',
    en: 'The period {given} is outside of the plan’s ({allowed}).',
  },
  'node-unknown': { sv: '{given} finns inte i planen. Där finns {allowed}.', en: '{given} is not in the plan, which has {allowed}.' },
  'judgement-reason-required': {
    sv: 'En bedömning, och att ta tillbaka den, behöver ett skäl.',
    en: 'A judgement, and its withdrawal, needs a reason.',
  },
  'judgement-unsigned': {
    sv: 'Det finns ingen bedömning av {given} att ta tillbaka.',
    en: 'There is no judgement of {given} to withdraw.',
  },
  'mark-malformed': { sv: 'Märket {given} namnger ingen; skriv {allowed}.', en: 'The mark {given} names nobody; write {allowed}.' },
  'mark-too-long': {
    sv: 'Namnet i märket har {given} tecken; högst {allowed}.',
    en: 'The name in the mark has {given} characters; at most {allowed}.',
  },
  'mark-forged': { sv: 'Märket {given} är inte härifrån; skriv {allowed}.', en: 'The mark {given} is not from here; write {allowed}.' },
  'mark-misplaced': {
    sv: 'Personer märks inte i den här texten; bara i {allowed}.',
    en: 'Persons are not marked in this text; only in {allowed}.',
  },
  'whole-ledger-only': { sv: 'Den huvudboken lämnas bara ut hel.', en: 'That ledger is only handed out whole.' },
  'subject-unknown': { status: 404, sv: 'Ingen sådan person är namngiven här.', en: 'Nobody such is named here.' },
  'subject-given-twice': { sv: 'Ange pseudonym eller namn, inte båda.', en: 'Give pseudonym or name, not both.' },
  'decision-required': {
    sv: 'En radering behöver ett beslut, till exempel {allowed}.',
    en: 'An erasure needs a decision, such as {allowed}.',
  },
  'subject-erased': { sv: '{given} är redan raderad efter beslut {allowed}.', en: '{given} is erased already, by decision {allowed}.' },
  'erasure-under-way': {
    sv: 'Radering av {given} är redan begärd ({allowed}).',
    en: 'Erasure of {given} is requested already ({allowed}).',
  },
  'withdrawal-reason-required': { sv: 'Att återta en begäran behöver ett skäl.', en: 'To withdraw a request needs a reason.' },
  'erasure-withdrawn': {
    sv: 'Begäran {given} är återtagen; begär radering på nytt.',
    en: 'The request {given} is withdrawn; request the erasure again.',
  },
  'erasure-unknown': { status: 404, sv: 'Det finns ingen begäran {given}.', en: 'There is no request {given}.' },
  'second-approver-required': {
    sv: 'Den som begärde raderingen ({given}) kan inte godkänna den.',
    en: 'Who requested the erasure ({given}) cannot approve it.',
  },
} as const;
