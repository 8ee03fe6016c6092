import { Injectable } from '@nestjs/common';
import { ProblemError } from '@styrbord/service/problem';
import { parsePeriod, type Period } from '@styrbord/steering/period';
import { Knowledge } from './knowledge';

const WAIT_MS = 5_000;
const RETRY_AFTER_S = 1;

/** What every read begins with: the commit it must have seen, the period it asks for. */
@Injectable()
export class Reader {
  constructor(private readonly knowledge: Knowledge) {}

  async seen(minNo: number | undefined): Promise<void> {
    if (minNo !== undefined && !(await this.knowledge.waitFor(minNo, WAIT_MS))) {
      throw new ProblemError('view-behind', { retryAfterS: RETRY_AFTER_S });
    }
  }

  period(text: string | undefined): Period {
    const period = parsePeriod(text ?? '');
    if (!period) {
      throw new ProblemError('period-malformed', {
        status: 400,
        errors: [
          {
            code: 'period-malformed',
            pointer: '/period',
            given: text ?? null,
            allowed: '2022, 2022-H1, 2022-T1, 2022-Q1, 2022-04, 2022-01..2022-08',
          },
        ],
      });
    }
    return period;
  }
}
