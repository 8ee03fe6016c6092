import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import styles from './dialog.module.css';
import { Icon } from './icon';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `side` lies along the right edge, so that the row asked about stays in sight. */
  readonly place?: 'middle' | 'side' | 'top';
  readonly bare?: boolean;
}

export function Dialog({ title, onClose, children, place = 'middle', bare = false }: Props) {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={`${styles['overlay']} ${styles[place]}`}>
      <Modal className={styles['modal']}>
        <AriaDialog className={styles['dialog']} {...(bare ? { 'aria-label': title } : {})}>
          {!bare && (
            <header className={styles['head']}>
              <Heading slot="title" level={2} className={styles['title']}>
                {title}
              </Heading>
              <Button look="quiet" onClick={onClose} aria-label={t('app.close')}>
                <Icon name="close" />
              </Button>
            </header>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
