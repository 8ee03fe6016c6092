import type { Saying } from '@styrbord/steering/laboratory';
import type { TFunction } from 'i18next';
import type { Language } from '../../language/language';
import type { TriedAnswer } from '../../reading/answers';
import { csvOf, harmless } from '../../ui/csv';

/** The table as a file: what is said of each period, and what would have been. */
export function triedAsCsv(
  { periods }: TriedAnswer,
  { t, say, language }: { t: TFunction<'laboratory'>; say: TFunction; language: Language },
): Blob {
  const number = (value: string | null | undefined) => (value ? (language === 'sv' ? value.replace('.', ',') : value) : '');
  const told = ({ outcome, verdict, target, process }: Saying) => [
    number(outcome?.value),
    harmless(target?.text ?? ''),
    verdict.reason ? say(`reason.${verdict.reason}`) : say(`verdict.${verdict.result}`),
    process.variation ? say(`process.variation.${process.variation}`) : '',
    number(process.lower),
    number(process.upper),
  ];
  const titles = (whose: string) =>
    [t('value'), say('board.target'), say('board.verdict'), say('process.title'), say('process.lower'), say('process.upper')].map(
      (title) => `${title}, ${whose}`,
    );
  const head = [t('period'), t('differs'), ...titles(t('really')), ...titles(t('supposed'))];
  const lines = periods.map(({ period, differs, really, supposed }) => [
    period,
    differs.map((each) => t(`difference.${each}`)).join(', '),
    ...told(really),
    ...told(supposed),
  ]);
  return csvOf([head, ...lines]);
}
