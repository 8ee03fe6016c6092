/** How a measure's figures are printed. */
export interface Printing {
  readonly unitOfMeasure: string;
  readonly decimals: number;
}
