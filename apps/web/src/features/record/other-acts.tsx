import type { Row } from '@styrbord/steering/scorecard';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { ActFields } from './act-fields';
import { requestOf, type Act } from './act-request';
import styles from './other-acts.module.css';
import { useRecording } from './record-context';
import { Replied } from '../../ui/replied';
import { useSubmit } from '../../ui/use-submit';

/** The rarer acts: each is an event of its own with a reason, and none erases anything. */
export function OtherActs({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <details className={styles['acts']}>
      <summary>{t('record.other')}</summary>
      <ActForm row={row} />
    </details>
  );
}

function ActForm({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { unit, period } = useRecording();
  const valued = row.reported.filter((cell) => row.cells[cell]?.outcome && !row.cells[cell].outcome.derived);
  const acts: readonly Act[] = valued.length > 0 ? ['comment', 'dispute', 'withdraw', 'absence'] : ['comment', 'absence'];
  const [act, setAct] = useState<Act>('comment');
  const { send, reply, forget } = useSubmit();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { path, body } = requestOf(act, new FormData(form), { measure: row.id, unit, period });
    if (await send('POST', path, body)) form.reset();
  };
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} onChange={forget}>
      <Choice
        label={t('record.act')}
        hideLabel
        value={act}
        options={acts.map((each) => ({ value: each, label: t(`record.${each}`) }))}
        onChoose={setAct}
      />
      <ActFields act={act} row={row} cells={valued} period={period} />
      <Button type="submit" className={styles['save']}>
        {t('record.save')}
      </Button>
      <Replied reply={reply} />
    </form>
  );
}
