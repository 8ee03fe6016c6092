import type { ErasureGround } from '@styrbord/steering/events';

/** A person whom texts name, or named. */
export interface MarkedSubject {
  readonly subject: string;
  readonly name: string | null;
  readonly erased: { readonly decision: string; readonly at: string } | null;
  readonly marks: number;
}

export interface SubjectsPage {
  readonly items: readonly MarkedSubject[];
  readonly next: string | null;
}

export interface ErasureRequest {
  readonly id: string;
  readonly subject: string;
  readonly ground: ErasureGround;
  readonly decision: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
}

export interface ErasuresPage {
  readonly items: readonly ErasureRequest[];
  readonly next: string | null;
}

/** Still waits for somebody. */
export const isOpen = ({ approvedBy, withdrawnBy }: ErasureRequest): boolean => approvedBy === null && withdrawnBy === null;
