import { checkpointIn, type Continuity } from '@styrbord/proof/continuity';
import { useTranslation } from 'react-i18next';
import { sayMoment, sayNumber } from '../language/numbers';
import type { SeenCheckpoint } from '../reading/seen-checkpoints';
import { Button } from './button';
import { Notice } from './notice';
import { offerFile } from './offer-file';
import { useLanguage } from './use-language';

interface Props {
  readonly continuity: Continuity;
  readonly earlier: SeenCheckpoint | null;
  readonly note: string;
  /** A pack may have been taken before what was seen; a server that answers now has no such excuse. */
  readonly from: 'pack' | 'server';
}

/** How what was signed stands to what this browser saw before, and what to do where it does not fit. */
export function ContinuityNotice({ continuity, earlier, note, from }: Props) {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const now = checkpointIn(note);
  const before = earlier && checkpointIn(earlier.note);
  const size = (checkpoint: typeof now) => sayNumber(String(checkpoint?.events.size ?? 0), { language });
  const said = {
    origin: now?.origin ?? '',
    at: earlier ? sayMoment(earlier.seenAt) : '',
    from: size(before),
    to: size(now),
  };
  const saveBoth = () => earlier && offerFile('kontrollpunkter.txt', new Blob([earlier.note, '\n', note], { type: 'text/plain' }));
  switch (continuity) {
    case 'first':
    case 'same':
    case 'continued':
      return <p>{t(`continuity.${continuity}`, said)}</p>;
    case 'unshown':
      return (
        <Notice title={t('continuity.unshown', said)} role="status">
          <p>{t('continuity.unshownHint', said)}</p>
          <p>{t(`continuity.unshownDo.${from}`)}</p>
        </Notice>
      );
    case 'smaller':
    case 'inconsistent':
      return (
        <Notice title={t(`continuity.${continuity}`, said)} tone="bad" role="alert">
          <p>{continuity === 'smaller' ? t(`continuity.smallerHint.${from}`, said) : t('continuity.inconsistentHint', said)}</p>
          <p>{t('continuity.do')}</p>
          <Button onClick={saveBoth}>{t('continuity.save')}</Button>
        </Notice>
      );
  }
}
