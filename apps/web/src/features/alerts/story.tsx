import { useTranslation } from 'react-i18next';
import { sayMoment } from '../../language/numbers';
import type { CaseAnswer, CaseNotice, StoryEntry } from '../../reading/alert-answers';
import { Icon, type IconName } from '../../ui/icon';
import { Named, Written } from '../../ui/named';
import { useLanguage } from '../../ui/use-language';
import { sayFigure } from './say-case';
import { useSayPerson } from './say-person';
import styles from './story.module.css';
import { useNames } from './use-names';

interface Props {
  readonly found: CaseAnswer;
  readonly account: string;
  readonly notices: readonly CaseNotice[];
}

type Track = 'figures' | 'handling' | 'notice';

const ICONS: Record<Track, IconName> = { figures: 'wave', handling: 'person', notice: 'bell' };
const HANDLED = ['case-acknowledged', 'case-snoozed', 'case-assigned', 'case-commented', 'case-closed'];

/** What happened to the case, the newest first: the figures, what people did, and who was told, told apart by their signs. */
export function Story({ found, account, notices }: Props) {
  const { t } = useTranslation('alerts');
  const sayPerson = useSayPerson(found, account);
  return (
    <ol className={styles['story']} reversed>
      {found.story.toReversed().map((entry) => {
        const { no, index, at, actor, text, person } = entry;
        const track = trackOf(entry);
        const notice = notices.find(({ id }) => id === `${no}:${index}`);
        return (
          <li key={`${no}:${index}`} className={`${styles['entry']} ${styles[track]}`}>
            <span className={styles['sign']}>
              <Icon name={ICONS[track]} size={16} />
              <span className="said-only">{t(`casePage.track.${track}`)}: </span>
            </span>
            <div className={styles['what']}>
              <p className={styles['sentence']}>
                {person === null ? <Named name={entry.sentence} /> : t('casePage.assignedTo', { name: sayPerson(person) })}
              </p>
              {track === 'figures' && <Found entry={entry} measure={found.measure} />}
              {text !== null && (
                <blockquote className={styles['text']}>
                  <Written>{text}</Written>
                </blockquote>
              )}
              <p className={styles['facts']}>
                <time dateTime={at}>{sayMoment(at)}</time>
                <span>{sayPerson(actor)}</span>
                {notice && <span>{t(`casePage.notice.${notice.notice}`)}</span>}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Found({ entry: { value, target }, measure }: { entry: StoryEntry; measure: string }) {
  const { t } = useTranslation('alerts');
  const language = useLanguage();
  const definition = useNames().definition(measure);
  if (value === null && target === null) return null;
  const [said, aim] = [value, target].map((text) => (text === null ? t('noValue') : sayFigure(text, definition, language)));
  return <p>{t('casePage.figures', { value: said, target: aim })}</p>;
}

function trackOf({ type }: StoryEntry): Track {
  if (type === 'notice-decided') return 'notice';
  return HANDLED.includes(type) ? 'handling' : 'figures';
}
