import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sha256 } from '../../reading/browser-proof';
import { Appearance } from '../../ui/appearance';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { SeenLedgers } from '../../ui/seen-ledgers';
import { FileField } from './file-field';
import { keysIn } from './keys-in';
import type { Progress } from './pack-check';
import { usePackCheck } from './use-pack-check';
import { VerdictNotice } from './verdict-notice';
import styles from './verify-view.module.css';

const PERCENT = 100;

/** A pack and a key, checked here: nothing is sent anywhere. */
export function VerifyView() {
  const { t } = useTranslation('audit');
  const [file, setFile] = useState<File | null>(null);
  const [keyText, setKeyText] = useState('');
  const keys = keysIn(keyText, sha256);
  const { now, isReady: isFetched, check, cancel, forget } = usePackCheck();
  const isPending = now.state === 'checking';
  const checked = now.state === 'done' ? now.checked : null;
  const isReady = file !== null && keys !== null && keys.length > 0;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (file !== null && keys !== null && isReady && !isPending) check({ file, keys });
  };
  const choose = (next: File) => {
    forget();
    setFile(next);
  };
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <a href="/" className={styles['mark']}>
          <img src="/mark.svg" width="28" height="28" alt="" /> {t('verify.home')}
        </a>
        <Appearance />
      </header>
      <main className={styles['main']}>
        <h1 className={styles['title']}>{t('verify.title')}</h1>
        <p className={styles['lead']}>{t('verify.lead')}</p>
        <form className={styles['form']} onSubmit={submit}>
          <FileField
            label={t('verify.pack')}
            hint={t('verify.packHint')}
            choose={t('verify.choosePack')}
            accept=".zip"
            chosen={file}
            onFile={choose}
          />
          <div className={styles['key']}>
            <FileField
              label={t('verify.key')}
              hint={t('verify.keyHint')}
              choose={t('verify.chooseKey')}
              accept=".pub,.txt"
              chosen={null}
              onFile={(given) => void given.text().then(setKeyText)}
            />
            <textarea
              rows={2}
              placeholder="styrbord.example.se+93547480+AVob…"
              aria-label={t('verify.key')}
              className={styles['text']}
              value={keyText}
              spellCheck={false}
              aria-invalid={keys === null}
              onChange={(event) => {
                forget();
                setKeyText(event.target.value);
              }}
            />
            {keys === null && (
              <p role="alert" className={styles['fault']}>
                {t('verify.badKey')}
              </p>
            )}
          </div>
          <div className={styles['act']}>
            <Button type="submit" look="main" disabled={!isReady || isPending}>
              {isPending ? t('verify.checking') : t('verify.check')}
            </Button>
            {isPending && <Button onClick={cancel}>{t('verify.cancel')}</Button>}
            {!isReady && <p className={styles['lead']}>{t('verify.missing')}</p>}
          </div>
        </form>
        <div role="status" className={styles['progress']}>
          {now.state === 'checking' && <ProgressLine {...now.progress} />}
          {now.state === 'cancelled' && <p>{t('verify.cancelled')}</p>}
          {now.state === 'idle' && isFetched && <p className={styles['lead']}>{t('verify.ready')}</p>}
        </div>
        {now.state === 'failed' && (
          <Notice title={t('verify.failed')} tone="bad" role="alert">
            <p>{t('verify.failedHint')}</p>
          </Notice>
        )}
        {checked && <VerdictNotice verdict={checked.verdict} earlier={checked.earlier} />}
        <SeenLedgers />
        {checked?.page && (
          <section className={styles['shown']} aria-labelledby="pack-page">
            <h2 id="pack-page" className={styles['subtitle']}>
              {t('verify.page')}
            </h2>
            <iframe title={t('verify.page')} srcDoc={checked.page} sandbox="" className={styles['frame']} />
          </section>
        )}
      </main>
    </div>
  );
}

function ProgressLine({ share, step }: Progress) {
  const { t } = useTranslation('audit');
  const said = step === 'reading' ? t('verify.progress', { percent: Math.round(share * PERCENT) }) : t('verify.deriving');
  return (
    <>
      <progress max={1} value={share} aria-label={t('verify.checking')} />
      <span>{said}</span>
    </>
  );
}
