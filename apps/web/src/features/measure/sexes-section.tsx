import { comparesSexes, gapsBetween, type Gap } from '@styrbord/steering/sexes';
import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { Series } from '../../reading/answers';
import { Button } from '../../ui/button';
import { csvOf } from '../../ui/csv';
import { sayName } from '../../ui/named';
import { offerFile } from '../../ui/offer-file';
import { Panel } from '../../ui/panel';
import { sayLine, sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import table from './series-table.module.css';
import { SexesChart, toldOf } from './sexes-chart';

/** K against M, period by period, with whether they differ by more than chance: a picture, or the same as a table. */
export function SexesSection({ row, list, asTable }: { row: Row; list: readonly Series[]; asTable: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const of = (cell: string) => list.find((series) => series.cell === cell)?.points.filter(({ withdrawn }) => !withdrawn) ?? [];
  const gaps = comparesSexes(row.kind)
    ? gapsBetween({ women: of('K'), men: of('M') }, { kind: row.kind, unitOfMeasure: row.unitOfMeasure })
    : [];
  if (gaps.length === 0) return null;
  const number = (value: string | undefined) => (value === undefined ? '' : language === 'sv' ? value.replace('.', ',') : value);
  const head = [
    t('measure.period'),
    t('cell.K'),
    t('cell.M'),
    t('sexes.difference'),
    t('process.lower'),
    t('process.upper'),
    t('sexes.told'),
  ];
  const download = () =>
    offerFile(
      `${row.id}-k-m.csv`,
      csvOf([
        head,
        ...gaps.map(({ period, women, men, difference, interval, isDetected }) => [
          period,
          ...[women, men, difference, interval?.lower, interval?.upper].map(number),
          t(`sexes.${toldOf(isDetected)}`),
        ]),
      ]),
    );
  return (
    <Panel title={t('sexes.title')} tools={<Button onClick={download}>{t('measure.csv')}</Button>}>
      {asTable ? (
        <SexesTable row={row} gaps={gaps} />
      ) : (
        <SexesChart row={row} gaps={gaps} title={`${sayName(row.name, language)}, ${t('sexes.title')}`} />
      )}
    </Panel>
  );
}

function SexesTable({ row, gaps }: { row: Row; gaps: readonly Gap[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className={table['scroll']} tabIndex={0} role="region" aria-label={t('sexes.title')}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{t('measure.period')}</th>
            {[t('cell.K'), t('cell.M'), t('sexes.difference'), t('sexes.interval')].map((name) => (
              <th key={name} scope="col" className={table['number']}>
                {name}
              </th>
            ))}
            <th scope="col">{t('sexes.told')}</th>
          </tr>
        </thead>
        <tbody>
          {gaps.toReversed().map(({ period, women, men, difference, interval, isDetected }) => (
            <tr key={period}>
              <th scope="row">{sayPeriod(period, language)}</th>
              <td className={table['number']}>{sayOutcome(women, row, language)}</td>
              <td className={table['number']}>{sayOutcome(men, row, language)}</td>
              <td className={table['number']}>{sayNumber(difference, { language, decimals: row.decimals, sign: true })}</td>
              <td className={table['number']}>
                {interval ? `${sayLine(interval.lower, language)} … ${sayLine(interval.upper, language)}` : '–'}
              </td>
              <td>{t(`sexes.${toldOf(isDetected)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
