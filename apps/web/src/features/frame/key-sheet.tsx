import { useTranslation } from 'react-i18next';
import { useMay } from '../../reading/use-may';
import { Dialog } from '../../ui/dialog';
import styles from './key-sheet.module.css';

const KEYS = [
  ['Ctrl K', 'search'],
  ['?', 'sheet'],
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['v', 'why'],
  ['g b', 'board'],
  ['g r', 'record'],
  ['g i', 'inbox'],
  ['g h', 'audit'],
  ['[ ]', 'periods'],
  ['w', 'wall'],
  ['Esc', 'close'],
] as const;

export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const mayAudit = useMay('read-audit');
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className={styles['keys']}>
        {KEYS.filter(([, does]) => does !== 'audit' || mayAudit).map(([keys, does]) => (
          <div key={does} className={styles['row']}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key} className={styles['key']}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(`keys.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
