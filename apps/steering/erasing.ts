import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { CommandContext } from '@styrbord/service/command-context';
import { Identities } from '@styrbord/service/identities';
import { erasedWords } from '@styrbord/service/person-names';
import { ProblemError } from '@styrbord/service/problem';
import type { Principal } from '@styrbord/service/roles';
import { SecurityLog } from '@styrbord/service/security-log';
import { Sessions } from '@styrbord/service/sessions';
import { Subjects, type Subject } from '@styrbord/service/subjects';
import { digest } from '@styrbord/service/secrets';
import { erasureOf, type Erasure } from '@styrbord/steering/erasure';
import type { SteeringCommand } from '@styrbord/steering/steering';
import type { ErasureBody } from './bodies/erasure.body';
import { Clerk } from './clerk';
import { Desk, type Settled } from './desk';
import { ErasureOrder } from './orders';

const ID_CHARS = 20;
const ACCOUNT = 'account:';

interface Asker {
  readonly principal: Principal;
  readonly command: CommandContext;
}

/** Erasures as they are asked for, withdrawn or approved by a second, and carried out: first the fact, then what it says. */
@Injectable()
export class Erasing implements OnApplicationBootstrap {
  constructor(
    private readonly clerk: Clerk,
    private readonly desk: Desk,
    private readonly subjects: Subjects,
    private readonly identities: Identities,
    private readonly sessions: Sessions,
    private readonly security: SecurityLog,
  ) {}

  /** What a crash left between fact and deed, and what a restored backup brought back. */
  async onApplicationBootstrap(): Promise<void> {
    for (const erasure of Object.values(await this.desk.erasures()))
      if (erasure.approvedBy !== null && !(await this.isCarriedOut(erasure))) await this.carryOut(erasure);
  }

  async request(body: ErasureBody, asker: Asker): Promise<Settled> {
    const { principal, command } = asker;
    const about = await this.about(body);
    // The name may be gone because this very request had its effect.
    const first = about ? null : await this.desk.firstAnswer(command);
    if (first) return first;
    if (!about) throw unknown(body);
    const erasure = `e-${digest(command.id).slice(0, ID_CHARS)}`;
    const { ground, decision } = body;
    const settled = await this.take(
      asker,
      { type: 'RequestErasure', erasure, subject: about.subject, ground, decision, by: principal.id },
      { decision: decision.trim(), answer: { erasure, subject: about.subject }, ...(about.named ? { about: about.named } : {}) },
    );
    this.security.tell('erasure-requested', { principal: principal.id, subject: about.subject });
    return settled;
  }

  async approve(erasure: string, asker: Asker): Promise<Settled> {
    const asked = (await this.desk.erasures())[erasure];
    const by = asker.principal.id;
    const settled = await this.take(
      asker,
      { type: 'ApproveErasure', erasure, by },
      { decision: asked?.decision ?? null, answer: { erasure } },
    );
    const approved = (await this.desk.erasures())[erasure];
    if (approved && approved.approvedBy !== null) await this.carryOut(approved);
    this.security.tell('erasure-approved', { principal: by, subject: approved?.subject ?? '' });
    return settled;
  }

  async withdraw(erasure: string, reason: string, asker: Asker): Promise<Settled> {
    const asked = (await this.desk.erasures())[erasure];
    const by = asker.principal.id;
    const settled = await this.take(
      asker,
      { type: 'WithdrawErasure', erasure, by, reason },
      { decision: asked?.decision ?? null, answer: { erasure } },
    );
    this.security.tell('erasure-withdrawn', { principal: by, subject: asked?.subject ?? '' });
    return settled;
  }

  /** Done again it does what is left to do. */
  private async carryOut({ subject, decision, approvedAt }: Erasure): Promise<void> {
    if (!subject.startsWith(ACCOUNT)) return this.subjects.forget(subject, { decision, at: approvedAt ?? '' });
    const id = subject.slice(ACCOUNT.length);
    await this.sessions.endAllOf(id);
    await this.identities.erase(id, erasedWords(decision));
  }

  private async isCarriedOut({ subject, decision }: Erasure): Promise<boolean> {
    if (!subject.startsWith(ACCOUNT)) {
      const known = await this.subjects.bySubject(subject);
      return known === null || 'erased' in known;
    }
    const identity = await this.identities.byId(subject.slice(ACCOUNT.length));
    return identity === null || identity.name.sv === erasedWords(decision).sv;
  }

  /** Null for who is not known here, or no longer. */
  private async about({ subject, name }: ErasureBody): Promise<{ subject: string; named?: Subject } | null> {
    if (subject && name)
      throw new ProblemError('subject-given-twice', {
        errors: [{ code: 'subject-given-twice', pointer: '/name', allowed: 'subject, or name' }],
      });
    if (!subject && !name) throw new ProblemError('required', { errors: [{ code: 'required', pointer: '/subject' }] });
    if (name) {
      const named = await this.subjects.byName(name);
      return named && { subject: named.subject, named };
    }
    if (!subject) return null;
    if (erasureOf(await this.desk.erasures(), subject)) return { subject };
    if (!subject.startsWith(ACCOUNT)) return (await this.subjects.bySubject(subject)) && { subject };
    const identity = await this.identities.byId(subject.slice(ACCOUNT.length));
    // A demo's accounts have public passwords and are of nobody.
    return identity && identity.demoPassword === null ? { subject } : null;
  }

  private take(
    { principal, command: context }: Asker,
    command: SteeringCommand,
    { decision, answer, about }: { decision: string | null; answer: { readonly [member: string]: string }; about?: Subject },
  ): Promise<Settled> {
    return this.clerk.take(ErasureOrder, {
      principal,
      command: context,
      items: [{ pointer: '', command, decision }],
      ...(about ? { about } : {}),
      answer: () => answer,
    });
  }
}

function unknown({ subject, name }: ErasureBody): ProblemError {
  return new ProblemError('subject-unknown', {
    errors: [{ code: 'subject-unknown', pointer: subject ? '/subject' : '/name', given: (subject ?? name ?? '').slice(0, 100) }],
  });
}
