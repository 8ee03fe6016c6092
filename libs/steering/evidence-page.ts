import type { Recorded } from '@styrbord/eventsourcing/ledger';
import type { Manifest } from '@styrbord/proof/evidence-pack';
import { rowsOf } from './board';
import { concernOf } from './concerning';
import { swedish } from './decimal';
import type { Cell, Row, Scorecard, Verdict } from './scorecard';
import { sentenceOf } from './sentence';
import { REASON_WORDS } from './words';

const RESULTS: Record<Exclude<Verdict['result'], 'none'>, string> = {
  met: '● når målet',
  near: '◐ når nästan målet',
  missed: '■ når inte målet',
};

/**
 * A pack's page: what a person reads of it, made of the events alone, so that a verifier can make it again and compare.
 * `scorecard` is null for a whole ledger.
 */
export function evidencePage({ ledger, origin, selection }: Manifest, scorecard: Scorecard | null, recorded: readonly Recorded[]): string {
  const title = scorecard ? `${scorecard.unit.name.sv}, ${scorecard.period}` : ledger;
  return [
    '<!doctype html>\n<html lang="sv"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width"><title>Underlag: ${escaped(title)}</title>`,
    `<style>${EVIDENCE_STYLE}</style></head><body><main>`,
    `<h1>Underlag: ${escaped(title)}</h1>`,
    `<p>Ur huvudboken <b>${escaped(ledger)}</b> (${escaped(origin)}), som den var känd vid commit ${selection.to}`,
    `${scorecard?.known.at ? `, ${escaped(scorecard.known.at)}` : ''}.</p>`,
    scorecard?.provenance ? `<p class="note">${escaped(scorecard.provenance.sv)}</p>` : '',
    ...(scorecard ? [boardTable(scorecard), changes(selection.from, scorecard, recorded)] : []),
    '<h2>Så kontrolleras underlaget</h2><ol>',
    '<li>Skaffa den publika nyckeln från någon annan än den som gav dig filen.</li>',
    '<li>Kör <code>styrbord verify FIL.zip --key NYCKEL</code>, eller släpp filen på sidan Kontrollera. Ingetdera behöver nätet.</li>',
    '<li>Kontrollen räknar om varje lagrad byte, bygger styrkortet på nytt ur händelserna och jämför det med det här.</li></ol>',
    '<p>Vad som står här finns i huvudboken vid den undertecknade tidpunkten. Ett urval visar inte att inget annat finns; det gör bara ett underlag för hela huvudboken.</p>',
    '</main></body></html>\n',
  ].join('');
}

function boardTable(scorecard: Scorecard): string {
  const rows = rowsOf(scorecard.perspectives);
  const lines = rows.map((row) => {
    const cells = Object.entries(row.cells);
    return [
      `<tr><th scope="row">${escaped(row.name.sv)}</th>`,
      `<td>${each(cells, ([, { target }]) => target?.text ?? '')}</td>`,
      `<td>${each(cells, (entry) => outcomeOf(entry, row))}</td>`,
      `<td>${escaped(resultOf(row.verdict))}</td></tr>`,
    ].join('');
  });
  const { met, near, missed, none } = scorecard.counts;
  return [
    `<h2>Styrkortet</h2><p>${met} når målet, ${near} nästan, ${missed} når det inte, ${none} bedöms inte.</p>`,
    '<table><thead><tr><th scope="col">Styrmått</th><th scope="col">Mål</th><th scope="col">Utfall</th><th scope="col">Bedömning</th></tr></thead><tbody>',
    ...lines,
    '</tbody></table>',
  ].join('');
}

function changes(from: number, scorecard: Scorecard, recorded: readonly Recorded[]): string {
  const rows = new Map(rowsOf(scorecard.perspectives).map((row) => [row.id, row.name]));
  const naming = {
    unit: (id: string) => (id === scorecard.unit.id ? scorecard.unit.name : { sv: id }),
    measure: (id: string) => rows.get(id) ?? { sv: id },
    plan: (id: string) => (id === scorecard.plan?.id && scorecard.plan.name ? scorecard.plan.name : { sv: id }),
  };
  const items = recorded
    .filter(({ no, fact }) => no > from && concernOf(fact.type, fact.data) !== null)
    .map(({ no, index, recordedAt, fact }) => {
      const { reason, decision, actor } = fact.meta;
      const why = [reason, decision].filter((text) => text !== undefined).join('; ');
      const sentence = sentenceOf(fact.type, fact.data, naming)?.sv ?? fact.type;
      return `<li>${escaped(sentence)} <small>${no}:${index}, ${escaped(recordedAt)}, ${escaped(actor)}${why ? ` – ${escaped(why)}` : ''}</small></li>`;
    });
  return `<h2>Händelser efter commit ${from}</h2><ol>${items.join('')}</ol>`;
}

function each(cells: readonly (readonly [string, Cell])[], say: (entry: readonly [string, Cell]) => string): string {
  const said = cells.map((entry) => say(entry)).filter((text) => text !== '');
  return [...new Set(said)].map(escaped).join('<br>');
}

function outcomeOf([cell, { outcome }]: readonly [string, Cell], { unitOfMeasure }: Row): string {
  return outcome === null ? '' : `${cell === 'T' ? '' : `${cell} `}${swedish(outcome.value)} ${unitOfMeasure}`.trimEnd();
}

function resultOf({ result, reason, disputed }: Verdict): string {
  const said = result === 'none' ? `○ ${reason ? REASON_WORDS[reason].sv : 'bedöms inte'}` : RESULTS[result];
  return disputed ? `${said} (ifrågasatt)` : said;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);

/** The page's only style. Whoever shows the page names this very text in the content security policy. */
export const EVIDENCE_STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0}main{max-width:70rem;margin:auto;padding:1rem}' +
  'table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #8888;padding:.3rem .6rem;text-align:left;vertical-align:top}' +
  'small{opacity:.8}.note{border-left:.3rem solid #c80;padding-left:.6rem}@media print{main{max-width:none}}';
