import type { TFunction } from 'i18next';
import type { Language } from '../../language/language';
import type { Series } from '../../reading/answers';
import { csvOf, harmless } from '../../ui/csv';

/** Every value of each cell's series, with its lines. */
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
    t('process.comment'),
  ];
  const number = (value: string | null) => (value === null ? '' : language === 'sv' ? value.replace('.', ',') : value);
  const lines = list.flatMap(({ cell, points, process, comments }) =>
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
      harmless(comments.find(({ period }) => period === point.period)?.text ?? ''),
    ]),
  );
  return csvOf([head, ...lines]);
}
