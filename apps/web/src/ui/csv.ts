/** A spreadsheet knows the file as UTF-8 by this first character. */
const BYTE_ORDER_MARK = '\ufeff';

/** Semicolon between: what a Swedish spreadsheet opens without asking, with the decimal comma that its language has. */
export function csvOf(lines: readonly (readonly string[])[]): Blob {
  const text = lines.map((line) => line.map(quoted).join(';')).join('\r\n');
  return new Blob([`${BYTE_ORDER_MARK + text}\r\n`], { type: 'text/csv;charset=utf-8' });
}

/** A text that begins like a formula would be run by a spreadsheet. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(field: string): string {
  return /[;"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
