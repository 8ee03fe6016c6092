import type { Attention, Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { leadingCell, sayCell, sayChange, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import { useSayMakings } from '../../ui/use-say-makings';

/** `written` facts are a person's own words, in the language they were written in. */
export interface Fact {
  readonly text: string;
  readonly written: boolean;
}

/** The figures behind an entry of the list of decisions, in one line. */
export function useSayFact(): (kind: Attention, row: Row) => Fact | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const sayMakings = useSayMakings();
  const own = (text: string): Fact => ({ text, written: false });

  return (kind, row) => {
    const leading = leadingCell(row);
    switch (kind) {
      case 'irrevocably-missed':
      case 'missed': {
        if (!leading?.outcome || !leading.target?.value) return null;
        return own(
          `${sayOutcome(leading.outcome.value, row, language)} ${t('board.againstTarget')} ${sayOutcome(leading.target.value, row, language)}`,
        );
      }
      case 'cells-disagree':
        return own(
          row.disagreeing.map((name) => `${sayCell(name, t)} ${t(`verdictShort.${row.cells[name]?.verdict.result ?? 'none'}`)}`).join(', '),
        );
      case 'met-but-worsening':
      case 'missed-but-improving':
      case 'met-by-chance':
        return row.contradiction && own(row.contradiction.said[language] ?? row.contradiction.said.sv);
      case 'met-without-detectable-change':
      case 'missed-but-better': {
        const change = leading?.change;
        return change ? own(sayChange(change, row, { t, language }).figures ?? sayChange(change, row, { t, language }).against) : null;
      }
      case 'differs-from-computed': {
        const told = Object.values(row.cells).find(({ total, derivation }) => total?.difference ?? derivation?.difference);
        return told ? own(sayMakings(told, row).join('; ')) : null;
      }
      case 'disputed': {
        const reason = row.disputes.at(-1)?.reason;
        return reason ? { text: reason, written: true } : null;
      }
      case 'late':
        return own(t('reason.not-reported'));
      case 'target-refused': {
        const refusal = Object.values(row.cells).find(({ target }) => target?.refusal)?.target?.refusal;
        return refusal ? own(refusal[language]) : null;
      }
    }
  };
}
