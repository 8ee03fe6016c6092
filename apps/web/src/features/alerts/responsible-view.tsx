import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponsibilityAnswer } from '../../reading/alert-answers';
import { responsibilitiesQuery } from '../../reading/alert-queries';
import { measuresQuery, unitsQuery } from '../../reading/queries';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { ProblemNotice } from '../../ui/problem-notice';
import { ChainSaid } from './chain-said';
import form from './form.module.css';
import styles from './people.module.css';
import { ResponsibilityDialog } from './responsibility-dialog';
import { ResponsibleUndecided } from './responsible-undecided';
import { SelectField } from './select-field';
import { useNames } from './use-names';
import { usePersonName } from './use-person-name';

export interface ResponsibleSearch {
  readonly unit?: string;
  readonly measure?: string;
}

interface Props {
  readonly search: ResponsibleSearch;
  readonly onSearch: (search: ResponsibleSearch) => void;
}

/** Who answers for what; and of any measure at any unit, who would be told, and in which order it goes up. */
export function ResponsibleView({ search, onSearch }: Props) {
  const { t } = useTranslation('alerts');
  const { t: common } = useTranslation();
  const names = useNames();
  const { data: all, error, refetch } = useQuery(responsibilitiesQuery);
  const nameOf = usePersonName(all?.flatMap(({ people }) => people));
  const { data: units } = useQuery(unitsQuery);
  const { data: measures } = useQuery(measuresQuery);
  const [asked, setAsked] = useState<ResponsibilityAnswer | 'new' | null>(null);
  const [isSaved, setSaved] = useState(false);
  const maySteer = useMay('steer');
  if (error) return <ProblemNotice failure={error} onRetry={() => void refetch()} />;
  if (!all) return <p role="status">{common('app.loading')}</p>;
  const said = ({ unit, measure }: Pick<ResponsibilityAnswer, 'unit' | 'measure'>): string =>
    t('minePage.subscribed', {
      measure: measure === null ? t('responsiblePage.everyMeasure') : names.measure(measure),
      unit: names.unit(unit),
    });
  const isOwn = (unit: string): boolean => units?.some(({ id }) => id === unit) ?? false;
  const { unit = '', measure = '' } = search;
  const change = (next: ResponsibleSearch) =>
    onSearch(Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, value]) => value !== '')));
  return (
    <>
      {isSaved && <Notice title={t('responsiblePage.saved')} tone="good" role="status" />}
      <section className={styles['section']} aria-labelledby="chain-title">
        <h2 id="chain-title" className={styles['title']}>
          {t('responsiblePage.chain')}
        </h2>
        <div className={form['fields']}>
          <SelectField
            name="unit"
            label={t('responsiblePage.unit')}
            options={units ?? []}
            value={unit}
            all={t('minePage.choose')}
            onChoose={(chosen) => change({ unit: chosen })}
          />
          <SelectField
            name="measure"
            label={t('ruleForm.measure')}
            options={measures ?? []}
            value={measure}
            all={t('minePage.choose')}
            onChoose={(chosen) => change({ measure: chosen })}
          />
        </div>
        {unit !== '' && measure !== '' ? <ChainSaid unit={unit} measure={measure} /> : <p>{t('responsiblePage.chainHint')}</p>}
      </section>
      <ResponsibleUndecided
        said={said}
        maySteer={maySteer}
        onDecide={({ unit: at, measure: of, people }) =>
          setAsked(all.find((one) => one.unit === at && one.measure === of) ?? { unit: at, measure: of, persons: [], people })
        }
      />
      <section className={styles['section']} aria-labelledby="responsible-title">
        <h2 id="responsible-title" className={styles['title']}>
          {t('responsiblePage.stated')}
        </h2>
        <p className={styles['hint']}>{t('responsiblePage.statedLead')}</p>
        {all.length === 0 && <p>{t('responsiblePage.nobody')}</p>}
        <ul className={styles['list']}>
          {all.map((one) => (
            <li key={`${one.unit} ${one.measure}`} className={styles['line']}>
              <span>
                {said(one)}: <strong>{one.persons.map(nameOf).join(', ')}</strong>
              </span>
              {maySteer && isOwn(one.unit) && (
                <Button look="quiet" onClick={() => setAsked(one)} aria-label={t('responsiblePage.changeOf', { name: said(one) })}>
                  {t('responsiblePage.change')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {maySteer ? (
          <Button className={styles['start']} onClick={() => setAsked('new')}>
            {t('responsiblePage.add')}
          </Button>
        ) : (
          <p className={styles['hint']}>{t('responsiblePage.noRight')}</p>
        )}
      </section>
      {asked && (
        <ResponsibilityDialog
          before={asked === 'new' ? null : asked}
          at={{ unit, measure }}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            setSaved(true);
          }}
        />
      )}
    </>
  );
}
