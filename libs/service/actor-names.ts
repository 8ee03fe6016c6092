import { Injectable } from '@nestjs/common';
import { Identities } from './identities';
import type { Name } from '@styrbord/steering/scorecard';

export interface Act {
  /** A pseudonym. */
  readonly actor: string;
}

export interface NamedAct extends Act {
  /** Null where nothing but the pseudonym is known: the product itself, a key of long ago. */
  readonly actorName: Name | null;
}

/** Who did what, by name, to whoever may read what was done. Looked up for each answer: an erasure holds from the next on. */
@Injectable()
export class ActorNames {
  constructor(private readonly identities: Identities) {}

  /** What puts the names on these acts. */
  async of(acts: readonly Act[]): Promise<<A extends Act>(act: A) => A & NamedAct> {
    const names = await this.identities.namesOf(new Set(acts.map(({ actor }) => actor)));
    return (act) => ({ ...act, actorName: names.get(act.actor) ?? null });
  }
}
