import { useTranslation } from 'react-i18next';
import { VerifyView } from '../features/verify/verify-view';
import { addAuditTexts } from '../language/audit-texts';
import { useTitle } from '../ui/use-title';

addAuditTexts();

export function VerifyPage() {
  const { t } = useTranslation('audit');
  useTitle(t('verify.title'));
  return <VerifyView />;
}
