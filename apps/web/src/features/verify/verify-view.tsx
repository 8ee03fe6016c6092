import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sha256 } from '../../reading/browser-proof';
import { Appearance } from '../../ui/appearance';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { FileField } from './file-field';
import { keysIn } from './keys-in';
import { checkPack } from './pack-check';
import { VerdictNotice } from './verdict-notice';
import styles from './verify-view.module.css';

const PERCENT = 100;

/** A pack and a key, checked here: nothing is sent anywhere. */
export function VerifyView() {
  const { t } = useTranslation('audit');
  const [file, setFile] = useState<File | null>(null);
  const [keyText, setKeyText] = useState('');
  const [share, setShare] = useState(0);
  const keys = keysIn(keyText, sha256);
  const { data, error, isPending, mutate, reset } = useMutation({
    mutationFn: (pack: File) => checkPack(pack, { keys: keys ?? [], onProgress: setShare }),
    networkMode: 'always',
  });
  const isReady = file !== null && keys !== null && keys.length > 0;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (file === null || !isReady) return;
    setShare(0);
    mutate(file);
  };
  const choose = (next: File) => {
    reset();
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
                reset();
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
            {!isReady && <p className={styles['lead']}>{t('verify.missing')}</p>}
          </div>
        </form>
        {isPending && (
          <div className={styles['progress']}>
            <progress max={1} value={share} aria-label={t('verify.checking')} />
            <span>{t('verify.progress', { percent: Math.round(share * PERCENT) })}</span>
          </div>
        )}
        {error && (
          <Notice title={t('verify.failed')} tone="bad" role="alert">
            <p>{t('verify.failedHint')}</p>
          </Notice>
        )}
        {data && <VerdictNotice verdict={data.verdict} />}
        {data?.page && (
          <section className={styles['shown']} aria-labelledby="pack-page">
            <h2 id="pack-page" className={styles['subtitle']}>
              {t('verify.page')}
            </h2>
            <iframe title={t('verify.page')} srcDoc={data.page} sandbox="" className={styles['frame']} />
          </section>
        )}
      </main>
    </div>
  );
}
