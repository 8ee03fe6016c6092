import type { CasePlace } from '@styrbord/alerting/events';
import { peopleNamed } from '@styrbord/alerting/notice-settings';
import { Access } from '@styrbord/service/access';
import type { Identities } from '@styrbord/service/identities';
import { may, type Principal } from '@styrbord/service/roles';
import { measureOf } from '@styrbord/steering/structure';
import { measuresBehind } from '@styrbord/steering/views/figures';
import type { Knowledge } from '@styrbord/steering/views/knowledge';
import type { Cases } from './cases';

/** A measure at a unit; null for what is of the unit and of no measure by itself. */
type Place = Pick<CasePlace, 'unit'> & { readonly measure: string | null };

interface Options {
  readonly access: Access;
  readonly identities: Pick<Identities, 'principalsOf'>;
  readonly knowledge: Pick<Knowledge, 'structure'>;
  readonly cases: Pick<Cases, 'answering'>;
}

/** Who may be told of what: rights hold for alerts as they do for boards. */
export class Seeing {
  private readonly persons = new Map<string, Principal>();

  constructor(private readonly options: Options) {}

  /** At the rights as they are now, of everybody unless said; to be asked before anything is decided or sent. */
  async look(people: ReadonlySet<string> = peopleNamed(this.options.cases.answering)): Promise<void> {
    const found = new Map((await this.options.identities.principalsOf(people)).map((person) => [person.id, person]));
    for (const id of people) {
      const person = found.get(id);
      if (person) this.persons.set(id, person);
      else this.persons.delete(id);
    }
  }

  /** As of the last look. */
  sees(person: string, place: Place): boolean {
    const found = this.persons.get(person);
    return found !== undefined && may(found, 'read-scorecards') && this.isShown(found, place);
  }

  /** A case says figures: of what may have small numbers it is for those alone who may read them. */
  isShown(principal: Principal, { unit, measure }: Place): boolean {
    return this.options.access.sees(principal, unit) && (measure === null || this.isMeasureShown(principal, measure));
  }

  isMeasureShown(principal: Principal, measure: string): boolean {
    if (may(principal, 'read-unsuppressed')) return true;
    const { structure } = this.options.knowledge;
    return measuresBehind(structure, measure).every((behind) => measureOf(structure, behind)?.suppressBelow === undefined);
  }
}
