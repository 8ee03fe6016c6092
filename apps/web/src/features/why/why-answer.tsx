import type { Row } from '@styrbord/steering/scorecard';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../language/language';
import { sayDate } from '../../language/numbers';
import { sayPeriod } from '@styrbord/steering/period-words';
import type { EventPlace, WhyAnswer } from '../../reading/answers';
import { useMay } from '../../reading/use-may';
import { useActor } from '../../ui/actor';
import { Named, Written } from '../../ui/named';
import { sayOutcome } from '../../ui/say';
import { useLanguage } from '../../ui/use-language';
import styles from './why-answer.module.css';

export function WhyAnswerText({ answer, row }: { answer: WhyAnswer; row: Row }) {
  const { t } = useTranslation();
  const also = answer.verdict?.also ?? [];
  return (
    <div className={styles['answer']}>
      <p className={styles['sentence']}>
        <Named name={answer.sentence} />
      </p>
      {also.length > 0 && (
        <p className={styles['muted']}>
          {t('why.also', { reasons: also.map((reason) => t(`reason.${reason}`).toLocaleLowerCase()).join(', ') })}
        </p>
      )}
      <Inputs answer={answer} row={row} />
      {answer.arithmetic.length > 0 && (
        <section>
          <h3 className={styles['title']}>{t('why.arithmetic')}</h3>
          <ol className={styles['arithmetic']}>
            {answer.arithmetic.map((line) => (
              <li key={line.sv}>
                <Named name={line} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {answer.formula && (
        <section>
          <h3 className={styles['title']}>{t('why.formula')}</h3>
          <p>
            <Named name={answer.formula} />
          </p>
        </section>
      )}
      {answer.boundary && (
        <section>
          <h3 className={styles['title']}>{t('why.boundary')}</h3>
          <p>
            <Named name={answer.boundary} />
          </p>
        </section>
      )}
      <Process answer={answer} row={row} />
      <p className={styles['muted']}>{t('why.rule', { rule: `${answer.rule}, ${answer.process.rule}` })}</p>
    </div>
  );
}

/** The second lamp: its limits, and every value with the rule that named it. */
function Process({ answer: { process }, row }: { answer: WhyAnswer; row: Row }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section>
      <h3 className={styles['title']}>{t('process.title')}</h3>
      <p>
        <Named name={process.sentence} />
      </p>
      {process.lines.length > 0 && (
        <ul className={styles['arithmetic']}>
          {process.lines.map((line) => (
            <li key={line.sv}>
              <Named name={line} />
            </li>
          ))}
        </ul>
      )}
      {process.lines.length > 0 && (
        <details>
          <summary>{t('process.points', { count: process.points.length })}</summary>
          <ol className={styles['points']}>
            {process.points.toReversed().map(({ period, value, cause }) => (
              <li key={period}>
                {sayPeriod(period, language)}: <strong>{sayOutcome(value, row, language)}</strong>
                {cause !== 'none' && `, ${t(`process.cause.${cause}`)}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function Inputs({ answer, row }: { answer: WhyAnswer; row: Row }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (answer.inputs.length === 0) return <p className={styles['muted']}>{t('why.none')}</p>;
  return (
    <section>
      <h3 className={styles['title']}>{t('why.inputs')}</h3>
      <ul className={styles['inputs']}>
        {answer.inputs.map((input, at) => (
          <li key={`${input.role} ${at}`} className={styles['input']}>
            <span className={styles['role']}>{t(`why.role.${input.role}`)}</span>
            <span>
              {input.of && input.period ? (
                <Link to="/boards/$unit/$period/measures/$measure" params={{ ...input.of, period: input.period }} search={{}}>
                  <Named name={input.label} />
                </Link>
              ) : (
                <Named name={input.label} />
              )}
              {input.period && <span className={styles['muted']}> {sayPeriod(input.period, language)}</span>}
            </span>
            <span className={styles['value']}>{input.value === null ? '' : sayInput(input, row, language)}</span>
            {input.event && <Place event={input.event} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Its place in the ledger; to who may read the audit, the way there. */
function Place({ event }: { event: EventPlace }) {
  const { t } = useTranslation();
  const mayAudit = useMay('read-audit');
  const actor = useActor(event);
  const place = t('why.event', { no: event.no, index: event.index });
  const facts = [sayDate(event.recordedAt), actor].join(' · ');
  return (
    <span className={styles['place']}>
      {mayAudit ? (
        <Link to="/audit/events/$no/$index" params={{ no: String(event.no), index: String(event.index) }}>
          {place}
        </Link>
      ) : (
        place
      )}
      {` · ${facts}`}
      {event.reason !== null && (
        <>
          {' · '}
          <Written>{event.reason}</Written>
        </>
      )}
    </span>
  );
}

/** A figure is said with its unit; a text, a version or a quotient as it stands. */
function sayInput({ role, value }: WhyAnswer['inputs'][number], row: Row, language: Language): string {
  const isFigure = (role === 'outcome' || role === 'unit' || role === 'reference') && /^-?[\d.]+$/.test(value ?? '');
  return isFigure ? sayOutcome(value ?? '', row, language) : (value ?? '');
}
