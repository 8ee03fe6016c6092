import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Problem, write, type Method, type Receipt } from '../api';

export type Reply =
  | { readonly state: 'idle' }
  | { readonly state: 'sending' }
  | { readonly state: 'done'; readonly receipt: Receipt }
  | { readonly state: 'failed'; readonly failure: unknown };

interface Submit {
  readonly send: (method: Method, path: string, body: unknown) => Promise<boolean>;
  readonly reply: Reply;
  /** What is typed has changed: the next attempt is another intent, with another key. */
  readonly forget: () => void;
}

/** One intent, one key: sent again after silence it is still done only once. */
export function useSubmit(): Submit {
  const queries = useQueryClient();
  const [reply, setReply] = useState<Reply>({ state: 'idle' });
  const intent = useRef<{ body: string; key: string } | null>(null);

  const send = async (method: Method, path: string, body: unknown): Promise<boolean> => {
    if (reply.state === 'sending') return false;
    const text = path + JSON.stringify(body);
    if (intent.current?.body !== text) intent.current = { body: text, key: crypto.randomUUID() };
    setReply({ state: 'sending' });
    try {
      const receipt = await write(method, path, body, intent.current.key);
      intent.current = null;
      setReply({ state: 'done', receipt });
      for (const queryKey of [['scorecard'], ['scorecard-in'], ['reorganisations'], ['series'], ['why'], ['periods'], ['alerts']])
        void queries.invalidateQueries({ queryKey });
      return true;
    } catch (failure) {
      // A refusal is not kept under its key, so only silence keeps the intent.
      if (failure instanceof Problem) intent.current = null;
      setReply({ state: 'failed', failure });
      return false;
    }
  };

  return { send, reply, forget: () => setReply((now) => (now.state === 'idle' ? now : { state: 'idle' })) };
}
