import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponsibilityAnswer } from '../../reading/alert-answers';
import { peopleQuery } from '../../reading/alert-queries';
import { measuresQuery, unitsQuery } from '../../reading/queries';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { sayName } from '../../ui/named';
import { Replied } from '../../ui/replied';
import { useLanguage } from '../../ui/use-language';
import { useSubmit } from '../../ui/use-submit';
import form from './form.module.css';
import styles from './people.module.css';
import { SelectField } from './select-field';

interface Props {
  readonly before: ResponsibilityAnswer | null;
  /** What a new one begins with. */
  readonly at: { readonly unit: string; readonly measure: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ResponsibilityDialog({ before, at, onClose, onDone }: Props) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: measures = [] } = useQuery(measuresQuery);
  const { data: people = [] } = useQuery(peopleQuery);
  const { send, reply, forget } = useSubmit();
  // Who signs in no more, or is a key, can be left or taken away, not chosen anew.
  const choices = [...people, ...(before?.people ?? []).filter((one) => !people.some(({ person }) => person === one.person))];
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const measure = before ? before.measure : String(given.get('measure')) || null;
    const unit = before ? before.unit : String(given.get('unit'));
    const persons = given.getAll('person').map(String);
    if (await send('PUT', '/responsibilities', { unit, measure, persons })) onDone();
  };
  return (
    <Dialog title={t(before ? 'responsiblePage.changeTitle' : 'responsiblePage.add')} onClose={onClose}>
      <form className={form['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
        {!before && (
          <div className={form['fields']}>
            <SelectField name="unit" label={t('ruleForm.unit')} options={units} value={at.unit || (units[0]?.id ?? '')} all={null} />
            <SelectField name="measure" label={t('ruleForm.measure')} options={measures} value={at.measure} all={t('ruleForm.all')} />
          </div>
        )}
        <fieldset className={styles['people']}>
          <legend>{t('responsiblePage.persons')}</legend>
          {choices.map(({ person, name }) => (
            <label key={person} className={form['check']}>
              <input type="checkbox" name="person" value={person} defaultChecked={before?.persons.includes(person) ?? false} />
              {sayName(name, language)}
            </label>
          ))}
        </fieldset>
        <p className={form['hint']}>{t('responsiblePage.personsHint')}</p>
        <Replied reply={reply.state === 'done' ? { state: 'idle' } : reply} />
        <div className={form['buttons']}>
          <Button type="submit" look="main">
            {t('responsiblePage.save')}
          </Button>
          <Button onClick={onClose}>{t('handle.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
