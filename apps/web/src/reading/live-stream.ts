import type { Scorecard } from '@styrbord/steering/scorecard';
import type { RowsUpdate } from './rows';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

export interface LiveListener {
  readonly snapshot: (scorecard: Scorecard) => void;
  readonly rows: (update: RowsUpdate) => void;
  readonly state: (state: LiveState) => void;
}

type Message =
  | { readonly kind: 'snapshot'; readonly text: string }
  | { readonly kind: 'rows'; readonly text: string }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'hello' };

const REOPEN_MS = [1_000, 2_000, 5_000, 10_000];

/**
 * One stream per browser and board: a browser allows six connections to a host, and every tab would take one. The tab that holds
 * the lock listens to the server and tells the others; when it goes, the next takes over and starts from a new snapshot.
 * @returns how to stop listening
 */
export function listenLive(unit: string, period: string, listener: LiveListener): () => void {
  const url = `/api/v1/scorecards/${encodeURIComponent(unit)}/live?period=${encodeURIComponent(period)}`;
  const stop = new AbortController();
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) {
    openStream(url, (message) => tell(listener, message), stop.signal);
    return () => stop.abort();
  }
  const channel = new BroadcastChannel(url);
  let state: LiveState = 'connecting';
  let leading = false;
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== 'hello') tell(listener, data);
    else if (leading) channel.postMessage({ kind: 'state', state } satisfies Message);
  };
  channel.postMessage({ kind: 'hello' } satisfies Message);
  const lead = () => {
    leading = true;
    openStream(
      url,
      (message) => {
        if (message.kind === 'state') state = message.state;
        channel.postMessage(message);
        tell(listener, message);
      },
      stop.signal,
    );
    return new Promise<void>((done) => stop.signal.addEventListener('abort', () => done()));
  };
  navigator.locks.request(url, { signal: stop.signal }, lead).catch(() => undefined);
  stop.signal.addEventListener('abort', () => channel.close());
  return () => stop.abort();
}

/** The browser reconnects by itself and sends `Last-Event-ID`; only a closed stream (a refusal, a restart) is opened anew here. */
function openStream(url: string, send: (message: Message) => void, stopped: AbortSignal): void {
  let failures = 0;
  let timer = 0;
  let source: EventSource | null = null;
  const open = () => {
    source = new EventSource(url);
    source.onopen = () => {
      failures = 0;
      send({ kind: 'state', state: 'live' });
    };
    source.addEventListener('snapshot', ({ data }: MessageEvent<string>) => send({ kind: 'snapshot', text: data }));
    source.addEventListener('rows', ({ data }: MessageEvent<string>) => send({ kind: 'rows', text: data }));
    source.onerror = () => {
      send({ kind: 'state', state: 'reconnecting' });
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(open, REOPEN_MS[Math.min(failures++, REOPEN_MS.length - 1)]);
    };
  };
  open();
  stopped.addEventListener('abort', () => {
    window.clearTimeout(timer);
    source?.close();
  });
}

function tell(listener: LiveListener, message: Message): void {
  switch (message.kind) {
    case 'snapshot':
      return listener.snapshot(JSON.parse(message.text) as Scorecard);
    case 'rows':
      return listener.rows(JSON.parse(message.text) as RowsUpdate);
    case 'state':
      return listener.state(message.state);
    case 'hello':
      return;
  }
}
