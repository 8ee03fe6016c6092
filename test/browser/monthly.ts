import { period } from '@styrbord/steering/period';

/** Months before, so that there is a process to draw: of three measures, each with something beyond chance. */
const MONTHLY: Readonly<Record<string, readonly number[]>> = {
  'kontakt-samma-dag': [74, 76, 75, 73, 75, 77, 74, 76, 75, 74, 76, 75, 77, 79, 80, 82, 83, 84, 85],
  sjukfranvaro: [7.1, 7.4, 7.0, 7.3, 7.2, 7.5, 7.1, 7.2, 7.4, 7.0, 7.3, 7.2, 7.4, 7.1, 7.3, 7.2, 8.9, 9.1, 8.8, 9.0],
  'triage-digitalen': [
    3100, 3300, 3150, 3280, 3120, 3310, 3200, 3180, 3290, 3160, 3240, 3210, 3190, 3100, 3010, 2900, 2800, 2700, 2650, 2600,
  ],
};
const LAST_MONTH = 2022 * 12 + 3;

/** As measurements of Division Nära. */
export const monthlyValues = () =>
  Object.entries(MONTHLY).flatMap(([measure, values]) =>
    values.map((value, at) => {
      // The last of the measure's months that the demo does not have itself.
      const month = LAST_MONTH - (measure === 'kontakt-samma-dag' ? values.length - at : values.length - 1 - at);
      return { measure, unit: 'nara', cell: 'T', period: period(month, month).name, value: String(value), reason: 'Månadsserie inläst' };
    }),
  );
