import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { useAnnounce } from '../../ui/use-announce';
import { useState } from 'react';
import styles from './laboratory.module.css';

/** The question with the commit it was answered at: the same question, of the same history. */
export function CopyLink({ search }: { search: object }) {
  const { t } = useTranslation('laboratory');
  const router = useRouter();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const { pathname } = router.state.location;
  const address = `${window.location.origin}${pathname}${router.options.stringifySearch(search)}`;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
    announce(t('linkCopied'));
  };
  return (
    <>
      <Button onClick={() => void copy()}>{t('link')}</Button>
      {copied && <span className={styles['copied']}>{t('linkCopied')}</span>}
    </>
  );
}
