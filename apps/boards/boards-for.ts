import { may, type Principal } from '@styrbord/service/roles';
import type { Boards } from './boards';
import type { LiveBoards } from './live-boards';

export interface Shown {
  readonly boards: Boards;
  readonly live: LiveBoards;
}

/** Boards as they are, and as they are shown to those who may not see small numbers. */
export class BoardsFor {
  constructor(
    private readonly all: Shown,
    private readonly shown: Shown,
  ) {}

  of(principal: Principal): Shown {
    return may(principal, 'read-unsuppressed') ? this.all : this.shown;
  }
}
