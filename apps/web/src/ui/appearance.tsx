import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../language/language';
import styles from './appearance.module.css';
import { Choice } from './choice';
import { useLanguage } from './use-language';
import { useTheme } from './use-theme';

/** Language and theme, also on the sign-in page, where nobody is known yet. */
export function Appearance() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [theme, setTheme] = useTheme();
  return (
    <div className={styles['appearance']}>
      <Choice
        label={t('frame.language')}
        value={language}
        options={[
          { value: 'sv', label: 'Svenska', lang: 'sv' },
          { value: 'en', label: 'English', lang: 'en' },
        ]}
        onChoose={(next) => void chooseLanguage(next)}
      />
      <Choice
        label={t('frame.theme')}
        value={theme}
        options={[
          { value: 'system', label: t('frame.themeSystem') },
          { value: 'light', label: t('frame.themeLight') },
          { value: 'dark', label: t('frame.themeDark') },
        ]}
        onChoose={setTheme}
      />
    </div>
  );
}
