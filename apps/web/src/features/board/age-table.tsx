import type { Row } from '@styrbord/steering/scorecard';
import { useTranslation } from 'react-i18next';
import { sayCell } from '../../ui/say';
import styles from './age-table.module.css';
import { CellButton } from './cell-button';

/** Age by sex: six figures are read faster as a small table than as six labels. */
export function AgeTable({ row, cells }: { row: Row; cells: readonly string[] }) {
  const { t } = useTranslation();
  const ages = [...new Set(cells.map((name) => name.slice(2)))];
  const sexes = (['K', 'M'] as const).filter((sex) => cells.some((name) => name.startsWith(sex)));
  return (
    <table role="table" className={styles['ages']}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {row.unitOfMeasure}
          </th>
          {sexes.map((sex) => (
            <th role="columnheader" scope="col" key={sex}>
              {sayCell(sex, t)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {ages.map((age) => (
          <tr role="row" key={age}>
            <th role="rowheader" scope="row">
              {sayCell(age, t)}
            </th>
            {sexes.map((sex) => (
              <td role="cell" key={sex}>
                <CellButton row={row} name={`${sex}/${age}`} bare />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
