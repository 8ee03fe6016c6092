import type { Scorecard } from '@styrbord/steering/scorecard';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { sayName } from '../../ui/named';
import { Pills } from '../../ui/pills';
import { useLanguage } from '../../ui/use-language';
import styles from './filters.module.css';
import { isNarrowed, resultsOf, toggled, type BoardSearch } from './selection';

interface Props {
  readonly scorecard: Scorecard;
  readonly search: BoardSearch;
  readonly onSearch: (next: BoardSearch) => void;
  readonly shown: number;
  readonly all: number;
}

const SETTLED_MS = 200;

export function Filters({ scorecard, search, onSearch, shown, all }: Props) {
  const { t } = useTranslation();
  const pills = usePills(scorecard, search);
  return (
    <section className={styles['filters']} aria-label={t('board.filters')}>
      <TextFilter search={search} onSearch={onSearch} />
      <Button
        aria-pressed={search.attention === 'any'}
        className={styles['toggle']}
        onClick={() => onSearch({ ...search, attention: search.attention === 'any' ? undefined : 'any' })}
      >
        {t('board.onlyAttention')}
      </Button>
      <Pills
        pills={pills.map(({ name, without }) => ({ name, onRemove: () => onSearch(without) }))}
        sayRemove={(name) => t('board.removeFilter', { name })}
      />
      {isNarrowed(search) && (
        <Button look="link" onClick={() => onSearch({})}>
          {t('board.clear')}
        </Button>
      )}
      <p className={styles['shown']} role="status">
        {t('board.shown', { shown, all })}
      </p>
    </section>
  );
}

/** Written to the address when the writer rests, so that each letter is not a step in the browser's history. */
function TextFilter({ search, onSearch }: Pick<Props, 'search' | 'onSearch'>) {
  const { t } = useTranslation();
  const [text, setText] = useState(search.text ?? '');
  useEffect(() => setText(search.text ?? ''), [search.text]);
  useEffect(() => {
    if (text === (search.text ?? '')) return;
    const timer = window.setTimeout(() => onSearch({ ...search, text: text || undefined }), SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [text, search, onSearch]);
  return (
    <label className={styles['field']}>
      <span className="said-only">{t('board.filterText')}</span>
      <Icon name="search" size={16} />
      <input type="search" value={text} placeholder={t('board.filterText')} onChange={(event) => setText(event.target.value)} />
    </label>
  );
}

function usePills(scorecard: Scorecard, search: BoardSearch): { name: string; without: BoardSearch }[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const perspective = scorecard.perspectives.find(({ id }) => id === search.perspective);
  return [
    ...resultsOf(search.verdict).map((result) => ({
      name: t(`verdict.${result}`),
      without: { ...search, verdict: toggled(search.verdict, result) },
    })),
    ...(search.attention
      ? [
          {
            name: search.attention === 'any' ? t('board.onlyAttention') : t(`attention.${search.attention}`),
            without: { ...search, attention: undefined },
          },
        ]
      : []),
    ...(perspective ? [{ name: sayName(perspective.name, language), without: { ...search, perspective: undefined } }] : []),
    ...(search.text ? [{ name: `”${search.text}”`, without: { ...search, text: undefined } }] : []),
  ];
}
