import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseAnswer } from '../../reading/alert-answers';
import { useMay } from '../../reading/use-may';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/panel';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';
import { AssignDialog } from './assign-dialog';
import styles from './case-actions.module.css';
import { HandleDialog, type Handling } from './handle-dialog';

interface Props {
  readonly found: CaseAnswer;
  readonly account: string;
  readonly onDone: (words: string) => void;
}

/** What may be done with the case now; what may not says why. */
export function CaseActions({ found, account, onDone }: Props) {
  const { t } = useTranslation('alerts');
  const mayHandle = useMay('acknowledge');
  const [asked, setAsked] = useState<Handling | 'assign' | null>(null);
  const { send, reply } = useSubmit();
  const { id, state, handling, assignee, people } = found;
  const isClosed = handling === 'closed';
  const isOver = state === 'resolved';
  const others = people.filter(({ person }) => person !== account && person !== assignee);
  const assign = async (to: string | null) => {
    if (await send('POST', `/alerts/${encodeURIComponent(id)}/assignments`, to === null ? {} : { to })) onDone(t('handle.done.assign'));
  };
  if (!mayHandle)
    return (
      <Panel title={t('handle.title')}>
        <p>{t('handle.noRight')}</p>
      </Panel>
    );
  return (
    <Panel title={t('handle.title')}>
      {isClosed && <p className={styles['why']}>{t('handle.closed')}</p>}
      {isOver && !isClosed && <p className={styles['why']}>{t('handle.resolved')}</p>}
      <div className={styles['acts']}>
        {!isClosed && !isOver && (
          <>
            <Button look="main" onClick={() => setAsked('acknowledge')}>
              {t('handle.acknowledge')}
            </Button>
            <Button onClick={() => setAsked('snooze')}>{t('handle.snooze')}</Button>
          </>
        )}
        {!isClosed && (
          <>
            <Button onClick={() => void assign(assignee === account ? null : account)} disabled={reply.state === 'sending'}>
              {t(assignee === account ? 'handle.leave' : 'handle.take')}
            </Button>
            {others.length > 0 && <Button onClick={() => setAsked('assign')}>{t('handle.assign')}</Button>}
          </>
        )}
        <Button onClick={() => setAsked('comment')}>{t('handle.comment')}</Button>
        {!isClosed && <Button onClick={() => setAsked('close')}>{t('handle.close')}</Button>}
      </div>
      {reply.state === 'failed' && <Replied reply={reply} />}
      {asked === 'assign' && (
        <AssignDialog
          people={others}
          onClose={() => setAsked(null)}
          onChoose={(person) => {
            setAsked(null);
            void assign(person);
          }}
        />
      )}
      {asked !== null && asked !== 'assign' && (
        <HandleDialog
          handling={asked}
          cases={[id]}
          onClose={() => setAsked(null)}
          onDone={(words) => {
            setAsked(null);
            onDone(words);
          }}
        />
      )}
    </Panel>
  );
}
