import type { UnitsReading } from '@styrbord/steering/units-among-units';
import type { TFunction } from 'i18next';
import type { Language } from '../../language/language';
import { csvOf, harmless } from '../../ui/csv';
import { sayName } from '../../ui/named';

/** The table as a file: each unit, or the reason why it has no value. */
export function unitsAsCsv(
  { units }: UnitsReading,
  { t, say, language }: { t: TFunction<'units'>; say: TFunction; language: Language },
): Blob {
  const number = (value: string | null | undefined) => (value ? (language === 'sv' ? value.replace('.', ',') : value) : '');
  const head = [t('unit'), t('value'), t('interval'), '', t('verdict'), t('place'), t('limits'), ''];
  const lines = units.map(({ unit, value, interval, verdict, funnel }) => [
    harmless(sayName(unit.name, language)),
    number(value),
    number(interval?.lower),
    number(interval?.upper),
    verdict.reason ? say(`reason.${verdict.reason}`) : say(`verdict.${verdict.result}`),
    funnel ? t(`places.${funnel.place}`) : '',
    number(funnel?.usual.lower),
    number(funnel?.usual.upper),
  ]);
  return csvOf([head, ...lines]);
}
