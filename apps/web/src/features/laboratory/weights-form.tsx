import type { SupposedWeight, WeighedPart } from '@styrbord/steering/supposed-weights';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { sayName } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import styles from './laboratory.module.css';

interface Props {
  readonly parts: readonly WeighedPart[];
  readonly weights: readonly SupposedWeight[];
  readonly onWeights: (next: readonly SupposedWeight[]) => void;
}

/** A weight of each perspective, and of its goals; those that are not as the plan has them become the address. */
export function WeightsForm({ parts, weights, onWeights }: Props) {
  const { t } = useTranslation('laboratory');
  const language = useLanguage();
  const groups = groupsOf(parts);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    onWeights(
      parts.flatMap((part): SupposedWeight[] => {
        const { level, id, really } = part;
        if (level === 'board') return [];
        const written = String(given.get(nameOf(part)))
          .trim()
          .replace(',', '.')
          .replace('−', '-');
        return written === (really.weight ?? '') ? [] : [{ level, node: id, weight: written || null }];
      }),
    );
  };
  const input = (part: WeighedPart) => {
    const supposed = weights.findLast(({ level, node }) => level === part.level && node === part.id);
    const name = sayName(part.name, language);
    return (
      <label key={nameOf(part)} className={styles['field']}>
        {name}
        <input
          name={nameOf(part)}
          aria-label={t('weights.weightOf', { name })}
          defaultValue={(supposed ? supposed.weight : part.really.weight) ?? ''}
          inputMode="decimal"
          autoComplete="off"
        />
      </label>
    );
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p className={styles['lead']}>{t('weights.hint')}</p>
      <div className={styles['fields']}>{groups.map(({ perspective }) => input(perspective))}</div>
      {groups.map(({ perspective, goals }) => (
        <details
          key={perspective.id}
          open={goals.some(({ level, id }) => weights.some((each) => each.level === level && each.node === id))}
        >
          <summary>{t('weights.goalsOf', { name: sayName(perspective.name, language) })}</summary>
          <div className={styles['fields']}>{goals.map(input)}</div>
        </details>
      ))}
      <div className={styles['tools']}>
        <Button type="submit" look="main">
          {t('ask')}
        </Button>
        <Button onClick={() => onWeights([])}>{t('clear')}</Button>
      </div>
    </form>
  );
}

const nameOf = ({ level, id }: WeighedPart): string => `${level}:${id}`;

function groupsOf(parts: readonly WeighedPart[]) {
  const groups: { readonly perspective: WeighedPart; readonly goals: WeighedPart[] }[] = [];
  for (const part of parts) {
    if (part.level === 'perspective') groups.push({ perspective: part, goals: [] });
    if (part.level === 'goal') groups.at(-1)?.goals.push(part);
  }
  return groups;
}
