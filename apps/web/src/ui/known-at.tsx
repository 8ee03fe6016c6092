import { Link } from '@tanstack/react-router';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayMoment } from '../language/numbers';
import { useMay } from '../reading/use-may';

/** Up to which event the figures are known; to who may read the audit, the way to how it was before. */
export function KnownAt({ scorecard }: { scorecard: Pick<Scorecard, 'unit' | 'period' | 'known'> }) {
  const { t } = useTranslation();
  const mayAudit = useMay('read-audit');
  const { unit, period, known } = scorecard;
  const said = t('board.knownAt', { date: known.at === null ? '' : sayMoment(known.at), no: known.no });
  if (!mayAudit) return <span>{said}</span>;
  return (
    <Link to="/audit/replay/$unit/$period" params={{ unit: unit.id, period }} search={{ at: known.no }}>
      {said}
    </Link>
  );
}
