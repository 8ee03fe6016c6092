import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Problem, write } from '../../api';
import { useLanguage } from '../../ui/use-language';

/** A place of the file that was not taken, and why. */
export interface RefusedPlace {
  readonly pointer: string;
  readonly code: string;
  readonly text: string;
}

export interface DocumentAnswer {
  readonly ledger: string;
  readonly no: number;
  readonly new: number;
  readonly same: number;
  readonly corrections: number;
  readonly refused: readonly RefusedPlace[];
}

interface RawPlace {
  readonly pointer?: string;
  readonly code?: string;
  readonly sv?: string;
  readonly en?: string;
  readonly detail?: string;
}

type RawAnswer = Omit<DocumentAnswer, 'refused'> & { readonly refused?: readonly RawPlace[] };

type Step =
  | { readonly at: 'empty' }
  | { readonly at: 'busy'; readonly name: string }
  | { readonly at: 'not-json'; readonly detail: string }
  | { readonly at: 'failed'; readonly failure: unknown; readonly places: readonly RefusedPlace[] }
  | { readonly at: 'shown'; readonly answer: DocumentAnswer }
  | { readonly at: 'done'; readonly answer: DocumentAnswer };

export function useDocumentImport() {
  const queries = useQueryClient();
  const language = useLanguage();
  const [step, setStep] = useState<Step>({ at: 'empty' });
  const held = useRef<{ name: string; document: unknown; key: string } | null>(null);
  const read = (raw: RawAnswer): DocumentAnswer => ({ ...raw, refused: (raw.refused ?? []).map((place) => said(place, language)) });
  const fail = (failure: unknown) =>
    setStep({
      at: 'failed',
      failure,
      places: failure instanceof Problem ? (failure.fields.errors ?? []).map((place) => said(place, language)) : [],
    });

  const take = async (file: File) => {
    setStep({ at: 'busy', name: file.name });
    let document: unknown;
    try {
      document = JSON.parse(await file.text());
    } catch (failure) {
      return setStep({ at: 'not-json', detail: String(failure instanceof Error ? failure.message : failure) });
    }
    held.current = { name: file.name, document, key: crypto.randomUUID() };
    try {
      setStep({ at: 'shown', answer: read(await write<RawAnswer>('POST', '/documents?dryRun=true', document)) });
    } catch (failure) {
      fail(failure);
    }
  };

  const go = async (mode: 'all' | 'valid') => {
    if (!held.current) return;
    const { name, document, key } = held.current;
    setStep({ at: 'busy', name });
    try {
      const answer = read(await write<RawAnswer>('POST', `/documents?mode=${mode}`, document, key));
      void queries.invalidateQueries();
      setStep({ at: 'done', answer });
    } catch (failure) {
      fail(failure);
    }
  };

  return { step, take, go, restart: () => setStep({ at: 'empty' }) };
}

function said(place: RawPlace, language: 'sv' | 'en'): RefusedPlace {
  const code = place.code ?? '';
  return { pointer: place.pointer ?? '', code, text: place[language] ?? place.detail ?? code };
}
