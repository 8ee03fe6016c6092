import type { NoticeSettings } from '@styrbord/alerting/responsibility';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDate } from '../../language/numbers';
import type { NamedPerson } from '../../reading/alert-answers';
import { peopleQuery } from '../../reading/alert-queries';
import { Button } from '../../ui/button';
import form from './form.module.css';
import styles from './people.module.css';
import { RemovableList } from './removable-list';
import { SelectField } from './select-field';
import { usePersonName } from './use-person-name';

type Deputies = NoticeSettings['deputies'];

interface Props {
  readonly deputies: Deputies;
  readonly self: string;
  /** Those who are there already, by name. */
  readonly known: readonly NamedPerson[];
  readonly onChange: (deputies: Deputies) => void;
}

/** Who is told in one's place, and on which days. */
export function DeputyFields({ deputies, self, known, onChange }: Props) {
  const { t } = useTranslation('alerts');
  const nameOf = usePersonName(known);
  const { data: people = [] } = useQuery(peopleQuery);
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const said = (one: Deputies[number]): string =>
    t('minePage.deputy', { name: nameOf(one.person), from: sayDate(one.from), to: sayDate(one.to) });
  const others = people.filter((one) => one.person !== self).map((one) => ({ id: one.person, name: one.name }));
  return (
    <section className={styles['section']} aria-labelledby="deputies-title">
      <h2 id="deputies-title" className={styles['title']}>
        {t('minePage.deputies')}
      </h2>
      <p className={styles['hint']}>{t('minePage.deputiesLead')}</p>
      <RemovableList items={deputies} say={said} onChange={onChange} />
      <div className={form['fields']}>
        <SelectField
          name="deputy"
          label={t('minePage.who')}
          options={others}
          value={person}
          all={t('minePage.choose')}
          onChoose={setPerson}
        />
        <label className={form['field']}>
          {t('minePage.from')}
          <input name="deputyFrom" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label className={form['field']}>
          {t('minePage.to')}
          <input name="deputyTo" type="date" min={from} value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
      </div>
      <Button
        className={styles['start']}
        disabled={person === '' || from === '' || to === '' || to < from}
        onClick={() => {
          onChange([...deputies, { person, from, to }]);
          setPerson('');
          setFrom('');
          setTo('');
        }}
      >
        {t('minePage.addDeputy')}
      </Button>
    </section>
  );
}
