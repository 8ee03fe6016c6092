import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { takeFile } from '../api';
import { Button } from './button';
import { offerFile } from './offer-file';
import { ProblemNotice } from './problem-notice';

export interface EvidenceAsked {
  readonly unit: string;
  readonly period: string;
  readonly measures?: readonly string[];
}

/** Has the server make an evidence pack, and hands it over as a file. */
export function TakeEvidence({ asked, words }: { asked: EvidenceAsked; words: Readonly<Record<'take' | 'taking', string>> }) {
  const { t } = useTranslation();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async () => {
      const { name, content } = await takeFile('/audit/evidence', asked);
      offerFile(name, content);
      return name;
    },
  });
  return (
    <>
      <Button onClick={() => mutate()} disabled={isPending}>
        {isPending ? words.taking : words.take}
      </Button>
      {error && <ProblemNotice failure={error} onRetry={() => mutate()} />}
      {data !== undefined && <p role="status">{t('why.evidenceTaken', { name: data })}</p>}
    </>
  );
}
