import { addressOf, type Config } from '@styrbord/service/config';
import type { Clock } from '@styrbord/service/tokens';
import { nameOf } from '@styrbord/steering/organisation';
import { measureOf } from '@styrbord/steering/structure';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Cases } from '../cases';
import { Looking } from '../looking';
import type { OutboxItem } from '../outbox';
import { toldOf, TOLD_MAX, type Naming, type Told } from './telling';

const COURSE_PERIODS = 12;

interface Options {
  readonly knowledge: Knowledge;
  readonly cases: Cases;
  readonly config: Config;
  readonly now: Clock;
}

/** Puts notices into words, with the names and the series of today. */
export class Teller {
  readonly naming: Naming;

  constructor(private readonly options: Options) {
    const { knowledge, cases, config } = options;
    this.naming = {
      unit: (id) => {
        const unit = knowledge.structure.organisation.units[id];
        return unit ? nameOf(unit).sv : id;
      },
      measure: (id) => {
        const measure = measureOf(knowledge.structure, id);
        return { name: measure?.name.sv ?? id, unitOfMeasure: measure?.unitOfMeasure ?? '' };
      },
      rule: (id) => cases.rules[id]?.rule.name.sv ?? id,
      address: ({ unit, period, measure }) => `${addressOf(config)}/boards/${unit}/${encodeURIComponent(period)}/measures/${measure}`,
    };
  }

  /** The first of many: the rest is counted. */
  async tell(items: readonly OutboxItem[]): Promise<Told[]> {
    const told: Told[] = [];
    for (const item of items.slice(0, TOLD_MAX)) told.push(toldOf(item, await this.values(item), this.naming));
    return told;
  }

  private async values({ unit, measure, period, figures }: OutboxItem): Promise<readonly (string | null)[]> {
    const { knowledge, now } = this.options;
    const looking = await Looking.at(knowledge, { unit, measure }, new Date(now()).toISOString());
    return looking?.values(figures.cell ?? 'T', period, COURSE_PERIODS) ?? [];
  }
}
