import type { PeriodName } from './period';

/** What an auditor says of a change that was drawn. */
export const NOTE_VERDICTS = ['ok', 'question', 'finding'] as const;
export type NoteVerdict = (typeof NOTE_VERDICTS)[number];

/** A choice of changes that can be drawn again: commits of the steering ledger, both ends included. */
export interface SampleDrawn {
  readonly seed: string;
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

/** Every event of the audit ledger: what was handed out to whom, and what auditors note. Never what was handed out itself. */
export interface AuditEvents {
  /** `known`: the commit it was known at. */
  'export-made': { readonly unit: string; readonly period: PeriodName | null; readonly known: number };
  /** A unit and its period, or a whole ledger. */
  'evidence-pack-made': {
    readonly ledger: string;
    readonly unit: string | null;
    readonly period: PeriodName | null;
    readonly measures: readonly string[] | null;
    readonly from: number;
    readonly to: number;
  };
  /** Stored bytes of a whole ledger's events, from leaf `start` up to and without `end`. */
  'entries-read': { readonly ledger: string; readonly start: number; readonly end: number };
  /** By their pseudonyms: the names of those whom texts name, or what is known of erasures. */
  'subject-data-read': { readonly what: 'names' | 'erasures'; readonly subjects: readonly string[] };
  /** On the change at `no` and `index` of the steering ledger, which the sample draws. */
  'sample-note-written': SampleDrawn & {
    readonly no: number;
    readonly index: number;
    readonly units: readonly string[];
    readonly measure: string | null;
    readonly verdict: NoteVerdict;
    readonly text: string;
  };
}

export type AuditEventType = keyof AuditEvents;

/** An event of the audit ledger, without stream and meta. */
export type AuditEvent = { readonly [T in AuditEventType]: { readonly type: T; readonly data: AuditEvents[T] } }[AuditEventType];

/** Notes are read with their sample; of disclosures it is who made them that is asked for. */
export const disclosureStream = (actor: string): string => `disclosures/${actor}`;
export const sampleStream = ({ seed, from, to }: Pick<SampleDrawn, 'seed' | 'from' | 'to'>): string => `sample/${from}-${to}/${seed}`;
export const unitKey = (unit: string): string => `unit/${unit}`;
