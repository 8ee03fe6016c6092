import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { offerFile } from './offer-file';
import { pictureOf, pngOf, type Picture } from './picture';
import styles from './picture-tools.module.css';

/** Takes the drawing of the figure it stands in home, as it is shown. `name`: of the file, without its ending. */
export function PictureTools({ title, name }: { title: string; name: string }) {
  const { t } = useTranslation();
  const drawnBy = ({ currentTarget }: MouseEvent): Picture | null => {
    const drawn = currentTarget.closest('figure')?.querySelector('svg');
    return drawn ? pictureOf(drawn, title) : null;
  };
  const asSvg = (event: MouseEvent) => {
    const picture = drawnBy(event);
    if (picture) offerFile(`${name}.svg`, new Blob([picture.svg], { type: 'image/svg+xml' }));
  };
  const asPng = async (event: MouseEvent) => {
    const picture = drawnBy(event);
    if (picture) offerFile(`${name}.png`, await pngOf(picture));
  };
  return (
    <div className={styles['tools']}>
      <Button look="link" onClick={asSvg}>
        {t('picture.svg')}
      </Button>
      <Button look="link" onClick={(event) => void asPng(event)}>
        {t('picture.png')}
      </Button>
    </div>
  );
}
