import { CellText, Id, Optional } from './fields';

/** A measure at a unit. */
export class SeriesBody {
  @Id()
  readonly measure!: string;

  @Id()
  readonly unit!: string;
}

/** One cell of it. */
export class CellBody extends SeriesBody {
  @Optional()
  @CellText()
  readonly cell?: string | null;
}
