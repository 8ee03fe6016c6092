import { restOf, subjectOf, type Told } from '../telling';

export interface LetterText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Telling {
  readonly told: readonly Told[];
  /** Of all notices; those that are not among the told are counted. */
  readonly count: number;
  /** Why they get it. */
  readonly signature: string;
  /** Where who gets it unsubscribes. */
  readonly unsubscribe: string;
}

/** Swedish, plain, twice: as text, and for readers that show more. */
export function letterOf(telling: Telling): LetterText {
  const subject = subjectOf(telling.told, telling.count);
  return { subject, text: textOf(telling), html: htmlOf(subject, telling) };
}

function textOf({ told, count, signature, unsubscribe }: Telling): string {
  const parts = told.map(({ head, outcome, afterwards, course, why, address }) =>
    [head, outcome, ...(afterwards ? [afterwards] : []), ...(course ? [`${course.bars} ${course.text}`] : []), why, address].join('\n'),
  );
  const rest = restOf(told, count);
  return [...parts, ...(rest === null ? [] : [rest]), `${signature}\nAvanmälan: ${unsubscribe}`].join('\n\n');
}

/** Styles stand where they are used, and colours are the reader's own: many programs take away whatever else there is. */
function htmlOf(subject: string, { told, count, signature, unsubscribe }: Telling): string {
  const rest = restOf(told, count);
  const isOne = count === 1 && told.length === 1;
  return `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:600px;margin:0 auto">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escaped(subject)}</h1>
${told.map((one) => noticeOf(one, isOne)).join('\n')}
${rest === null ? '' : `<p>${escaped(rest)}</p>\n`}<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #888888;font-size:13px">${escaped(signature)} <a href="${escaped(unsubscribe)}">Avanmäl dig</a>.</p>
</div>
</body>
</html>
`;
}

function noticeOf({ head, outcome, afterwards, course, why, address }: Told, isOne: boolean): string {
  const lines = [
    ...(isOne ? [] : [`<h2 style="font-size:17px;line-height:1.3;margin:0 0 4px">${escaped(head)}</h2>`]),
    `<p style="margin:0 0 4px"><strong>${escaped(outcome)}</strong></p>`,
    ...(afterwards ? [`<p style="margin:0 0 4px">${escaped(afterwards)}</p>`] : []),
    ...(course
      ? [`<p style="margin:0 0 4px"><span aria-hidden="true" style="font-size:20px">${course.bars}</span> ${escaped(course.text)}</p>`]
      : []),
    `<p style="margin:0 0 4px">${escaped(why)}</p>`,
    `<p style="margin:0"><a href="${escaped(address)}">Öppna måttet i Styrbord</a></p>`,
  ];
  return `<div style="margin:0 0 24px">\n${lines.join('\n')}\n</div>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
