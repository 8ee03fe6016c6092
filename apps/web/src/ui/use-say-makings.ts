import type { Cell, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../language/numbers';
import { sayOutcome } from './say';
import { useLanguage } from './use-language';

/** What a cell's value is made of, or would be: its formula, the units below, the part of the period that is there. */
export function useSayMakings(): (cell: Cell, row: Row) => string[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ outcome, total, derivation, partly }, row) => {
    const said = (words: { sv: string; en?: string }) => words[language] ?? words.sv;
    const difference = total?.difference ?? derivation?.difference ?? null;
    const computed = total?.value ?? derivation?.value ?? null;
    const isRecorded = outcome !== null && !outcome.derived;
    return [
      ...(derivation ? [said(derivation.said)] : []),
      ...(total && isRecorded && total.value !== null
        ? [t('made.unitsGive', { value: sayOutcome(total.value, row, language), coverage: said(total.said) })]
        : total
          ? [said(total.said)]
          : []),
      ...(difference !== null && computed !== null
        ? [t('made.differs', { difference: sayNumber(difference, { language, sign: true }) })]
        : []),
      ...(partly ? [t('made.partly', { said: said(partly.said) })] : []),
    ];
  };
}
