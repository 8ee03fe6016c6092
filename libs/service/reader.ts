import { commitAt, commitOf } from '@styrbord/eventsourcing/moment';
import type { Ledger } from '@styrbord/eventsourcing/ledger';
import type { Measure } from '@styrbord/steering/measure';
import { isWithin } from '@styrbord/steering/organisation';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import type { Scorecard } from '@styrbord/steering/scorecard';
import { inStructureOf, shownInStructureOf } from '@styrbord/steering/views/as-of';
import type { Knowing, Knowledge } from '@styrbord/steering/views/knowledge';
import { ProblemError } from './problem';
import { momentOf } from './queries';
import { may, type Principal } from './roles';

const WAIT_MS = 5_000;
const RETRY_AFTER_S = 1;

interface Asked {
  readonly minNo?: number;
  readonly knownAt?: string;
  readonly structureAt?: string;
}

/** What every read begins with: the commit it must have seen, the moment it is known at, the period it asks for. */
export class Reader {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly ledger: Ledger,
  ) {}

  async seen(minNo: number | undefined): Promise<void> {
    if (minNo !== undefined && !(await this.knowledge.waitFor(minNo, WAIT_MS))) {
      throw new ProblemError('view-behind', { retryAfterS: RETRY_AFTER_S });
    }
  }

  /** What is known now, or was at `knownAt`; both are waited for. */
  async knowing({ minNo, knownAt }: Omit<Asked, 'structureAt'>): Promise<Knowing> {
    await this.seen(minNo);
    return knownAt === undefined ? this.knowledge : this.knowledge.at(await this.commit(knownAt, '/knownAt'));
  }

  /** As `knowing`, in the structure of a date where one is asked for, without what somebody may not see: small numbers, names of units. */
  async shownTo(principal: Principal, query: Asked): Promise<Knowing> {
    const shown = await this.withoutSmallNumbers(principal, query);
    const { units } = principal;
    if (units === 'all') return shown;
    const { organisation } = this.knowledge.structure;
    const structure = { ...shown.structure, sees: (unit: string) => isWithin(organisation, unit, units) };
    const { no, keep } = shown;
    const reading = {
      series: (unit: string, measure: string) => shown.series(unit, measure),
      totals: (unit: string, measure: Measure) => shown.totals(unit, measure),
    };
    return { no, structure, ...reading, ...(keep ? { keep } : {}) };
  }

  private async withoutSmallNumbers(principal: Principal, query: Asked): Promise<Knowing> {
    const knowing = await this.knowing(query);
    const maySee = may(principal, 'read-unsuppressed');
    if (query.structureAt !== undefined) {
      const at = this.knowledge.at(knowing.no);
      return maySee ? inStructureOf(at, query.structureAt) : shownInStructureOf(at, query.structureAt, this.knowledge.structure);
    }
    if (maySee) return knowing;
    return query.knownAt === undefined ? this.knowledge.shown : this.knowledge.shownAt(knowing.no);
  }

  /** The commit of a moment, once it is seen: a number as it is, a time as the last commit by then. */
  async commit(text: string, pointer: string): Promise<number> {
    const moment = momentOf(text);
    const no = moment === null ? 0 : 'no' in moment ? moment.no : await commitAt(this.ledger, moment.at);
    if (no === 0) {
      const first = await commitOf(this.ledger, 1);
      throw new ProblemError('before-the-first-event', {
        errors: [{ code: 'before-the-first-event', pointer, given: text, allowed: first ? `≥ 1, ≥ ${first.recordedAt}` : null }],
      });
    }
    await this.seen(no);
    return no;
  }

  /** How a scorecard says what it knows. */
  async knownOf({ no }: Knowing): Promise<Scorecard['known']> {
    return { ledger: this.ledger.name, no, at: (await commitOf(this.ledger, no))?.recordedAt ?? null };
  }

  period(text: string, pointer = '/period'): Period {
    const period = parsePeriod(text);
    if (!period) {
      throw new ProblemError('period-malformed', {
        status: 400,
        errors: [
          {
            code: 'period-malformed',
            pointer,
            given: text,
            allowed: '2022, 2022-H1, 2022-T1, 2022-Q1, 2022-04, 2022-01..2022-08',
          },
        ],
      });
    }
    return period;
  }
}
