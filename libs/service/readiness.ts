import { Injectable } from '@nestjs/common';

/** True, or what is still waited for, in a few words. */
export type ReadinessCheck = () => true | string | Promise<true | string>;

/** Services register what must be true before traffic comes: views caught up, the demo recorded. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();

  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** What is not ready yet, by name. */
  async waiting(): Promise<Readonly<Record<string, string>>> {
    const answers = await Promise.all([...this.checks].map(async ([name, check]) => [name, await answerOf(check)] as const));
    return Object.fromEntries(answers.filter((entry): entry is readonly [string, string] => entry[1] !== true));
  }
}

async function answerOf(check: ReadinessCheck): Promise<true | string> {
  try {
    return await check();
  } catch {
    return 'failed';
  }
}
