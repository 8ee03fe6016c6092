import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { Written } from '../../ui/named';
import { leadingCell, leadingName, lightOf } from '../../ui/say';
import { VerdictMark } from '../../ui/verdict-mark';
import { Button } from '../../ui/button';
import { useBoard } from './board-context';
import styles from './verdict-cell.module.css';

export function VerdictCell({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { onWhy, period } = useBoard();
  const { verdict } = row;
  const light = lightOf(verdict, leadingCell(row), period);
  const asked = row.disagreeing.find((name) => row.cells[name]?.verdict.result === 'missed') ?? leadingName(row);
  return (
    <div className={styles['verdict']}>
      <div className={styles['answer']}>
        <p className={`${styles['light']} ${styles[light]}`}>
          <VerdictMark light={light} />
          <span>
            {verdict.reason ? (
              <>
                <span className="said-only">{t('verdict.none')}: </span>
                {t(`reason.${verdict.reason}`)}
              </>
            ) : (
              t(`verdict.${light}`)
            )}
          </span>
        </p>
        <Button look="link" className={styles['why']} onClick={() => onWhy(row, asked)}>
          {t('board.why')}
        </Button>
      </div>
      {verdict.prognosis && (
        <p className={`${styles['more']} ${verdict.prognosis === 'irrevocably-missed' ? styles['grave'] : ''}`}>
          {t(`prognosis.${verdict.prognosis}`)}
        </p>
      )}
      <Absence row={row} />
      {row.disagreeing.length > 0 && (
        <p className={styles['badge']}>
          <Icon name="split" size={14} />
          {t('board.disagree')}
        </p>
      )}
      {(verdict.disputed || row.disputes.length > 0) && (
        <p className={styles['badge']}>
          <Icon name="question" size={14} />
          {t('board.disputed')}
        </p>
      )}
      {row.disputes.map(({ reason, at }) => (
        <p key={at + reason} className={styles['more']}>
          <Written>{reason}</Written>
        </p>
      ))}
    </div>
  );
}

/** Who follows it up instead, or from when: the words of the person who recorded the absence. */
function Absence({ row }: { row: Row }) {
  const { t } = useTranslation();
  if (!row.absence) return null;
  const { by, text } = row.absence;
  return (
    <p className={styles['more']}>
      {text ? <Written>{text}</Written> : by && t('board.absentBy', { by })}
      {text && by && !text.includes(by) && ` (${t('board.absentBy', { by })})`}
    </p>
  );
}
