import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseAnswer } from '../../reading/alert-answers';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './form.module.css';

interface Props {
  readonly people: CaseAnswer['people'];
  readonly onClose: () => void;
  readonly onChoose: (person: string) => void;
}

export function AssignDialog({ people, onClose, onChoose }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChoose(String(new FormData(event.currentTarget).get('to')));
  };
  return (
    <Dialog title={t('handle.assign')} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p className={styles['lead']}>{t('handle.assignLead')}</p>
        <label className={styles['field']}>
          {t('handle.to')}
          <select name="to">
            {people.map(({ person, name }) => (
              <option key={person} value={person}>
                {sayName(name, language)}
              </option>
            ))}
          </select>
        </label>
        <div className={styles['buttons']}>
          <Button type="submit" look="main">
            {t('handle.assign')}
          </Button>
          <Button onClick={onClose}>{t('handle.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
