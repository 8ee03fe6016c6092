import type { TFunction } from 'i18next';
import type { Language } from '../../language/language';
import type { Series } from '../../reading/answers';

/** A spreadsheet knows the file as UTF-8 by this first character. */
const BYTE_ORDER_MARK = '\ufeff';

/** Semicolon between, decimal comma in Swedish: what a Swedish spreadsheet opens without asking. */
export function seriesAsCsv(list: readonly Series[], { t, language }: { t: TFunction; language: Language }): Blob {
  const head = [
    t('measure.period'),
    t('measure.cell'),
    t('measure.value'),
    t('measure.numerator'),
    t('measure.denominator'),
    t('measure.status'),
    t('measure.recordedAt'),
    t('measure.source'),
    t('measure.note'),
    t('process.meanColumn'),
    t('process.lower'),
    t('process.upper'),
    t('process.causeColumn'),
  ];
  const number = (value: string | null) => (value === null ? '' : language === 'sv' ? value.replace('.', ',') : value);
  const lines = list.flatMap(({ cell, points, process }) =>
    points.map((point) => [
      point.period,
      cell,
      number(point.withdrawn ? null : point.value),
      String(point.numerator ?? ''),
      String(point.denominator ?? ''),
      point.withdrawn ? t('measure.withdrawn') : t(`status.${point.status}`),
      point.recordedAt,
      harmless(point.source ?? ''),
      harmless(point.note ?? ''),
      number(process.telling ? point.mean : null),
      number((process.telling && point.limits?.lower) || null),
      number((process.telling && point.limits?.upper) || null),
      process.telling && point.specialCause && point.specialCause !== 'none' ? t(`process.cause.${point.specialCause}`) : '',
    ]),
  );
  const text = [head, ...lines].map((line) => line.map(quoted).join(';')).join('\r\n');
  return new Blob([`${BYTE_ORDER_MARK + text}\r\n`], { type: 'text/csv;charset=utf-8' });
}

/** A text that begins like a formula would be run by a spreadsheet. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(field: string): string {
  return /[;"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
